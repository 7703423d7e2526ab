/** Limits of one currency, in its minor units. */
export interface StakeLimits {
  readonly stakeMinMinor: bigint;
  readonly stakeMaxMinor: bigint;
  /** No bet may return more than this. */
  readonly payoutMaxMinor: bigint;
}

/** A bet's most return at its present stake, exact: `num / den` minor units for `stakeMinor`. */
export interface ReturnAtStake {
  readonly stakeMinor: bigint;
  readonly num: bigint;
  readonly den: bigint;
  /** The stake is a multiple of this: the number of lines where a line's stake was named. */
  readonly stepMinor: bigint;
}

/**
 * The largest stake that keeps the return within `returnMaxMinor`, in whole steps; never below 0.
 * A bet's return grows in proportion to its stake, so this stake is accepted when it is sent.
 */
export function stakeForReturn(bet: ReturnAtStake, returnMaxMinor: bigint): bigint {
  if (returnMaxMinor <= 0n) return 0n;
  return inSteps((returnMaxMinor * bet.den * bet.stakeMinor) / bet.num, bet.stepMinor);
}

/** The largest stake under the limits. */
export function stakeCeiling(limits: StakeLimits, bet: ReturnAtStake): bigint {
  const byPayout = stakeForReturn(bet, limits.payoutMaxMinor);
  const byStake = inSteps(limits.stakeMaxMinor, bet.stepMinor);
  return byPayout < byStake ? byPayout : byStake;
}

function inSteps(amountMinor: bigint, stepMinor: bigint): bigint {
  return amountMinor - (amountMinor % stepMinor);
}
