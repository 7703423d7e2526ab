import type { Leg, LegResult, Slip } from '../bet-calculator/slip.ts';
import type { CheckedSlip } from '../bet-calculator/validate-slip.ts';
import { compare } from '../rational.ts';
import { type Amounts, amountsOf } from './amounts.ts';
import { resultOf } from './leg-factors.ts';

/**
 * The most that a bet with open legs can return: all of them win. A lucky bonus makes one
 * exception, because its consolation wants a single winner: there every way to end with one is
 * tried as well.
 */
export function mostAmounts(slip: Slip, checked: CheckedSlip): Amounts {
  const outcomes = [decided(slip, () => 'won')];
  if (slip.luckyBonus !== undefined) {
    outcomes.push(decided(slip, () => 'lost'));
    slip.legs.forEach((leg, only) => {
      if (resultOf(leg) === 'open') {
        outcomes.push(decided(slip, (index) => (index === only ? 'won' : 'lost')));
      }
    });
  }
  return outcomes
    .map((outcome) => amountsOf(outcome, checked))
    .reduce((best, other) => (compare(other.total, best.total) > 0 ? other : best));
}

/** The slip with its open legs decided. */
function decided(slip: Slip, resultAt: (index: number) => 'won' | 'lost'): Slip {
  return { ...slip, legs: slip.legs.map((leg, index) => decideLeg(leg, resultAt(index))) };
}

function decideLeg(leg: Leg, result: LegResult & ('won' | 'lost')): Leg {
  if (leg.builder === undefined) return leg.result === 'open' ? { ...leg, result } : leg;
  const parts = leg.builder.parts.map((part) =>
    part.result === 'open' ? { ...part, result } : part,
  );
  return { ...leg, builder: { ...leg.builder, parts } };
}
