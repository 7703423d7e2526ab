/**
 * What a limit caps. `deposit`: money paid in, gross. `stake`: money staked. `loss`: money lost, as
 * `lossUsed` counts it. `session`: time signed in.
 */
export type LimitKind = 'deposit' | 'stake' | 'loss' | 'session';

/** `bet`: each bet by itself. The others are rolling windows that end now: see `periodStart`. */
export type LimitPeriod = 'bet' | 'day' | 'week' | 'month';

/** A cap that a customer, or the operator for him, has put on his play. */
export interface CustomerLimit {
  readonly kind: LimitKind;
  readonly period: LimitPeriod;
  /** Minor units of the account's currency; whole minutes for `session`. Reaching it is allowed. */
  readonly max: bigint;
}

/** The periods that a kind of limit can have. */
export const limitPeriods: Readonly<Record<LimitKind, readonly LimitPeriod[]>> = {
  deposit: ['day', 'week', 'month'],
  stake: ['bet', 'day', 'week', 'month'],
  loss: ['day', 'week', 'month'],
  session: ['day', 'week', 'month'],
};

/** Of several limits of one kind and period the lowest is in force; the first, where two tie. */
export function strictestLimits<Limit extends CustomerLimit>(limits: readonly Limit[]): Limit[] {
  const strictest = new Map<string, Limit>();
  for (const limit of limits) {
    const key = `${limit.kind} ${limit.period}`;
    const known = strictest.get(key);
    if (known === undefined || limit.max < known.max) strictest.set(key, limit);
  }
  return [...strictest.values()];
}
