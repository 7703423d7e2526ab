import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addFactors,
  FACTOR_ONE,
  FACTOR_ZERO,
  type Factor,
  isSmall,
  multiplyFactors,
  toExact,
} from '../src/bet-calculator/factor.ts';
import { compare, ONE, type Rational, ZERO } from '../src/index.ts';
import { RUNS } from './oracle/arbitrary-slip.ts';

const limit = Number.MAX_SAFE_INTEGER;
const anyFactor: fc.Arbitrary<Factor> = fc.oneof(
  fc.record({ num: fc.nat(1_000_000), den: fc.integer({ min: 1, max: 1_000_000 }) }),
  fc.record({ num: fc.maxSafeNat(), den: fc.integer({ min: 1, max: limit }) }),
  fc.record({
    num: fc.bigInt({ min: 0n, max: 10n ** 30n }),
    den: fc.bigInt({ min: 1n, max: 10n ** 30n }),
  }),
);

function equals(actual: Factor, num: bigint, den: bigint): boolean {
  const exact: Rational = toExact(actual);
  return compare(exact, { num, den }) === 0;
}

test('sums and products are exact whatever their size', () => {
  fc.assert(
    fc.property(anyFactor, anyFactor, (a, b) => {
      const [x, y] = [toExact(a), toExact(b)];
      expect(equals(multiplyFactors(a, b), x.num * y.num, x.den * y.den)).toBe(true);
      expect(equals(addFactors(a, b), x.num * y.den + y.num * x.den, x.den * y.den)).toBe(true);
    }),
    { numRuns: RUNS },
  );
});

test('numbers stay numbers up to 2^53 - 1 and not beyond', () => {
  const whole = (num: number) => ({ num, den: 1 });
  expect(isSmall(multiplyFactors(whole(limit), whole(1)))).toBe(true);
  expect(isSmall(multiplyFactors(whole(limit), whole(2)))).toBe(false);
  expect(isSmall(multiplyFactors({ num: 1, den: limit }, whole(1)))).toBe(true);
  expect(isSmall(multiplyFactors({ num: 1, den: limit }, { num: 1, den: 2 }))).toBe(false);
  expect(isSmall(addFactors(whole(limit - 1), whole(1)))).toBe(true);
  expect(isSmall(addFactors(whole(limit), whole(1)))).toBe(false);
  expect(isSmall(addFactors({ num: 2 ** 52, den: 3 }, { num: 1, den: 2 ** 52 }))).toBe(false);
  expect(multiplyFactors({ num: 6, den: 4 }, { num: 2, den: 3 })).toEqual({ num: 1, den: 1 });
});

test('the common values are shared', () => {
  expect([toExact(FACTOR_ONE), toExact(FACTOR_ZERO)]).toEqual([ONE, ZERO]);
  expect(toExact({ num: 3, den: 2 })).toEqual({ num: 3n, den: 2n });
  const big = { num: 1n, den: 3n };
  expect(toExact(big)).toBe(big);
});
