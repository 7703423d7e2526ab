import { expect, test } from 'vitest';
import { nextStep } from './topic-sequence.ts';

test('a snapshot is always taken, and sets the count', () => {
  expect(nextStep(null, 'snapshot', 7)).toEqual({ seq: 7, step: 'apply' });
  expect(nextStep(9, 'snapshot', 3)).toEqual({ seq: 3, step: 'apply' });
});

test('only the very next delta counts', () => {
  expect(nextStep(7, 'delta', 8)).toEqual({ seq: 8, step: 'apply' });
  expect(nextStep(7, 'delta', 7)).toEqual({ seq: 7, step: 'ignore' });
  expect(nextStep(7, 'delta', 5)).toEqual({ seq: 7, step: 'ignore' });
});

test('a gap asks for a snapshot, and deltas before it are ignored', () => {
  const gap = nextStep(7, 'delta', 9);
  expect(gap).toEqual({ seq: null, step: 'resubscribe' });
  expect(nextStep(gap.seq, 'delta', 10)).toEqual({ seq: null, step: 'ignore' });
});
