import { addFactors, FACTOR_ONE, type Factor, multiplyFactors } from '../bet-calculator/factor.ts';
import { KernelError } from '../error.ts';
import type { Odds } from '../odds.ts';
import type { Fraction } from '../rational.ts';

/** Deductions never take more than 90p in the pound together. */
export const RULE4_CAP_PENCE = 90;

/** A runner that left the market after it was formed, with the deduction for its price. */
export interface Withdrawal {
  /** The market version that was in force when the runner left it. */
  readonly marketVersion: number;
  readonly pence: number;
}

/**
 * The deductions that concern a bet: those of runners that were still in the market when it was
 * struck. A bet struck in version 2 has nothing to do with a withdrawal from version 1.
 */
export function deductionsFor(withdrawals: readonly Withdrawal[], betVersion: number): number[] {
  return withdrawals
    .filter((withdrawal) => withdrawal.marketVersion >= betVersion)
    .map((withdrawal) => withdrawal.pence);
}

/**
 * Several deductions as one, in pence in the pound: their sum, at most 90. `waiveFivePence` drops
 * a total of exactly 5p, as some houses do; 5p beside others always counts.
 */
export function totalDeduction(deductions: readonly number[], waiveFivePence = false): number {
  let total = 0;
  for (const pence of deductions) {
    if (!Number.isInteger(pence) || pence < 0 || pence > RULE4_CAP_PENCE) {
      const message = 'a Rule 4 deduction is a whole number of pence from 0 to 90';
      throw new KernelError('RULE4_INVALID', message);
    }
    total += pence;
  }
  if (waiveFivePence && total === 5) return 0;
  return Math.min(total, RULE4_CAP_PENCE);
}

/**
 * What one unit of stake returns at `odds` when the winnings are cut: to `part` of them first
 * (place terms such as 1/4), then by the deduction. 1 + (price - 1) x part x (1 - d).
 */
export function cutPrice(odds: Odds, part: Fraction, deductionPence: number): Factor {
  if (deductionPence === 0 && part.num === part.den) return odds;
  const winnings = { num: odds.num - odds.den, den: odds.den };
  const kept = { num: part.num * (100 - deductionPence), den: part.den * 100 };
  return addFactors(FACTOR_ONE, multiplyFactors(winnings, kept));
}
