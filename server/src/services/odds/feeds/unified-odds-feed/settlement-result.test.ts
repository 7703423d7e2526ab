import { describe, expect, it } from 'vitest';
import { readOutcomeResult } from './settlement-result.ts';

describe('readOutcomeResult', () => {
  it.each([
    ['0', undefined, 'lost'],
    ['1', undefined, 'won'],
    ['0', '1', 'void'],
    ['0', '1.0', 'void'],
    ['1', '0.5', 'half-won'],
    ['0', '0.50', 'half-lost'],
    ['1', '0', 'won'],
  ])('result %s with void factor %s is %s', (result, voidFactor, meaning) => {
    expect(readOutcomeResult('7', result, voidFactor, undefined)).toEqual({
      id: '7',
      result: meaning,
    });
  });

  it.each([
    ['0.5', [1, 2]],
    ['0.25', [1, 4]],
    ['0.3333', [3333, 10_000]],
  ])('dead heat factor %s is an exact fraction', (factor, deadHeatFactor) => {
    const read = readOutcomeResult('7', '1', undefined, factor);
    expect(read).toEqual({ id: '7', result: 'won', deadHeatFactor });
  });

  it('takes a dead heat of one as a win', () => {
    expect(readOutcomeResult('7', '1', undefined, '1.0')).toEqual({ id: '7', result: 'won' });
  });

  it.each([
    ['-1', undefined, undefined, 'undecided'],
    [undefined, undefined, undefined, 'has no meaning'],
    ['2', undefined, undefined, 'has no meaning'],
    ['1', '1', undefined, 'has no meaning'],
    ['1', '0.25', undefined, 'has no meaning'],
    ['1', 'NaN', undefined, 'has no meaning'],
    ['1', undefined, '0', 'is not within 0..1'],
    ['1', undefined, '-0.5', 'is not within 0..1'],
    ['1', undefined, '1.5', 'is not within 0..1'],
    ['0', undefined, '0.5', 'a dead heat of an outcome that is lost'],
    ['1', '0.5', '0.5', 'a dead heat of an outcome that is half-won'],
  ])('settles nothing on %s, %s, %s', (result, voidFactor, deadHeat, reason) => {
    expect(readOutcomeResult('7', result, voidFactor, deadHeat)).toContain(reason);
  });
});
