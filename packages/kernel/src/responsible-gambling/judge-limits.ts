import type { CustomerLimit, LimitKind, LimitPeriod } from './customer-limit.ts';

/** How far a limit is used up. */
export interface LimitUse {
  readonly limit: CustomerLimit;
  readonly used: bigint;
  /** What is left, never below zero. */
  readonly remaining: bigint;
}

export function limitUse(limit: CustomerLimit, used: bigint): LimitUse {
  const left = limit.max - used;
  return { limit, used, remaining: left > 0n ? left : 0n };
}

/**
 * The limit of this kind that `amount` more would cross, or null when it fits under all of them.
 * Of several the one that leaves least. `usedIn` tells what the customer has used in the window of
 * a period; it is asked for the periods that are limited only, and never for `bet`.
 *
 * To be right under races the caller reads `usedIn` and records the amount in one transaction that
 * no other of the same customer can run beside.
 */
export function crossedLimit(
  limits: readonly CustomerLimit[],
  kind: LimitKind,
  amount: bigint,
  usedIn: (period: LimitPeriod) => bigint,
): LimitUse | null {
  let crossed: LimitUse | null = null;
  for (const limit of limits) {
    if (limit.kind !== kind) continue;
    const use = limitUse(limit, limit.period === 'bet' ? 0n : usedIn(limit.period));
    const fits = use.used + amount <= limit.max;
    if (!fits && (crossed === null || use.remaining < crossed.remaining)) crossed = use;
  }
  return crossed;
}

/** A customer's own money in bets, in minor units. Free-bet tokens are not his money. */
export interface LossFigures {
  /** Stakes of the bets that were settled in the window. */
  readonly settledStakes: bigint;
  /** What those bets returned, refunds of void bets included. */
  readonly returned: bigint;
  /** Stakes of bets that are open now, whenever they were placed. */
  readonly openStakes: bigint;
}

/**
 * What counts against a loss limit: what was lost on bets settled in the window less what they
 * returned, never below zero, and everything that is at stake now. Open stakes count, because bets
 * placed side by side could otherwise lose a limit many times over; winnings make good for losses
 * but do not buy room beyond the limit.
 */
export function lossUsed({ settledStakes, returned, openStakes }: LossFigures): bigint {
  const lost = settledStakes - returned;
  return (lost > 0n ? lost : 0n) + openStakes;
}
