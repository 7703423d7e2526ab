import type { BoostTier, Slip } from '../bet-calculator/slip.ts';
import { type Rational, ZERO } from '../rational.ts';
import { resultOf } from '../settlement/leg-factors.ts';

/**
 * The boost that a bet has earned: the highest tier that its counted legs reach. Void and pushed
 * legs do not count, so a bet never climbs above the tier it had when it was placed.
 */
function boostTier(slip: Slip): BoostTier | undefined {
  const counted = slip.legs.filter((leg) => {
    const result = resultOf(leg);
    return result !== 'void' && result !== 'push';
  }).length;
  return slip.boost?.findLast((tier) => tier.legs <= counted);
}

/** The boost on `winnings`, exact. */
export function boostBonus(slip: Slip, winnings: Rational): Rational {
  const tier = boostTier(slip);
  return tier === undefined ? ZERO : percentOf(winnings, tier.basisPoints);
}

/** A part of an amount, in hundredths of a percent. */
export function percentOf(amount: Rational, basisPoints: number): Rational {
  return { num: amount.num * BigInt(basisPoints), den: amount.den * 10_000n };
}
