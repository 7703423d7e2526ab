import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

test('waits double up to a ceiling', () => {
  expect([0, 1, 2, 20].map((attempt) => backoffMs(attempt, 0))).toEqual([250, 500, 1000, 7500]);
});

test('chance spreads a wait over its upper half', () => {
  expect(backoffMs(3, 0)).toBe(2_000);
  expect(backoffMs(3, 0.5)).toBe(3_000);
  expect(backoffMs(3, 0.999)).toBeLessThanOrEqual(4_000);
});
