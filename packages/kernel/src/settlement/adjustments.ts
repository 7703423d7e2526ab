import { type Rational, reduce, subtract } from '../rational.ts';
import type { Settlement } from './settle.ts';

/** What happens to the sum of the lines on the way to the payout. */
export interface Adjustment {
  readonly kind: 'free-bet-stake' | 'best-odds' | 'bonus' | 'payout-cap' | 'rounding';
  /** Added to the payout; negative where it is taken away. Minor units, exact. */
  readonly amount: Rational;
}

/** The steps from the sum of the lines to the payout, in their order; none that changes nothing. */
export function adjustmentsOf(settlement: Settlement): Adjustment[] {
  const { tokenKept, topUp, bonus, overCap, payoutMinor } = settlement;
  const all: Adjustment[] = [
    { kind: 'free-bet-stake', amount: negative(tokenKept) },
    { kind: 'best-odds', amount: topUp },
    { kind: 'bonus', amount: bonus },
    { kind: 'payout-cap', amount: negative(overCap) },
    { kind: 'rounding', amount: subtract({ num: payoutMinor, den: 1n }, settlement.return) },
  ];
  return all
    .filter(({ amount }) => amount.num !== 0n)
    .map(({ kind, amount }) => ({ kind, amount: reduce(amount) }));
}

function negative(value: Rational): Rational {
  return { num: -value.num, den: value.den };
}
