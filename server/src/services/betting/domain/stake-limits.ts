/** Limits of one currency, in its minor units. */
export interface StakeLimits {
  readonly stakeMinMinor: bigint;
  readonly stakeMaxMinor: bigint;
  /** No bet may return more than this. */
  readonly payoutMaxMinor: bigint;
}

/**
 * The largest stake that keeps the return within the payout limit, in whole minor units.
 * `odds` is decimal x 10,000.
 */
export function stakeCeiling(limits: StakeLimits, odds: number): bigint {
  const byPayout = (limits.payoutMaxMinor * 10_000n) / BigInt(odds);
  return byPayout < limits.stakeMaxMinor ? byPayout : limits.stakeMaxMinor;
}
