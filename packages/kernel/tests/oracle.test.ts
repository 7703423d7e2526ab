import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  attempt,
  compare,
  explain,
  type Rational,
  type Slip,
  settle,
  stakeOf,
} from '../src/index.ts';
import { anySlip, RUNS } from './oracle/arbitrary-slip.ts';
import type { Exact } from './oracle/fraction.ts';
import { naiveLines, naiveSettle } from './oracle/naive-settle.ts';

const ORACLE_RUNS = RUNS >= 10_000 ? 100_000 : Math.min(2_000, 10 * RUNS);

test('the kernel agrees with a naive enumeration on random slips', { timeout: 1_800_000 }, () => {
  let settledSlips = 0;
  fc.assert(
    fc.property(anySlip, (slip) => {
      const outcome = attempt(() => settle(slip));
      if (!outcome.ok) {
        expect(isRefusable(slip)).toBe(true);
        return;
      }
      settledSlips++;
      const naive = naiveSettle(slip);
      const { value } = outcome;
      expect(value.lines).toBe(naive.lines);
      expect(same(value.lineReturns, naive.lineReturns)).toBe(true);
      expect(same(value.tokenKept, naive.tokenKept)).toBe(true);
      expect(same(value.tokenReissued, naive.tokenReissued)).toBe(true);
      expect(same(value.return, naive.total)).toBe(true);
      expect(value.payoutMinor).toBe(naive.payoutMinor);
      expect(value.stakeMinor).toBe(stakeOf(slip));
    }),
    { numRuns: ORACLE_RUNS },
  );
  expect(settledSlips).toBeGreaterThan(ORACLE_RUNS / 2);
});

test('an explanation lists the same lines and adds up to the payout', () => {
  fc.assert(
    fc.property(anySlip, (slip) => {
      const outcome = attempt(() => explain(slip));
      if (!outcome.ok) return;
      const { lines, adjustments, settlement } = outcome.value;
      const parts = new Set(lines.map(({ part }) => part)).size;
      expect(lines).toHaveLength(naiveLines(slip).length * parts);
      const total = [...lines.map((line) => line.return), ...adjustments.map((a) => a.amount)];
      const { num, den } = total.reduce(
        (a, b) => ({ num: a.num * b.den + b.num * a.den, den: a.den * b.den }),
        { num: 0n, den: 1n },
      );
      expect(num).toBe(settlement.payoutMinor * den);
    }),
    { numRuns: RUNS },
  );
});

/** Bankers that fill a size, related bankers, or related legs that leave no line at all. */
function isRefusable(slip: Slip): boolean {
  const bankers = slip.legs.filter((leg) => leg.banker).length;
  return bankers >= Math.min(...(slip.sizes ?? [99])) || naiveLines(slip).length === 0;
}

function same(value: Rational, expected: Exact): boolean {
  return compare(value, { num: expected.n, den: expected.d }) === 0;
}
