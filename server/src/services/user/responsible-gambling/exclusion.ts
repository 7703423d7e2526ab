import type { Standing } from '@winnex/contracts';

/** A customer's breaks from betting, as they stand in his account. */
export interface Exclusion {
  /** End of the term of a self-exclusion, which goes on after it until `returnsAtMs`. */
  readonly selfExcludedUntilMs: number | null;
  /** Set when the customer has asked to return. */
  readonly returnsAtMs: number | null;
  readonly timeOutUntilMs: number | null;
}

export const notExcluded: Exclusion = {
  selfExcludedUntilMs: null,
  returnsAtMs: null,
  timeOutUntilMs: null,
};

/** Ends by a request to return and the wait after it, never by the passing of its term alone. */
export function isSelfExcluded(exclusion: Exclusion, nowMs: number): boolean {
  const { selfExcludedUntilMs, returnsAtMs } = exclusion;
  return selfExcludedUntilMs !== null && (returnsAtMs === null || nowMs < returnsAtMs);
}

export function isOnTimeOut({ timeOutUntilMs }: Exclusion, nowMs: number): boolean {
  return timeOutUntilMs !== null && nowMs < timeOutUntilMs;
}

/** Closed outweighs excluded. */
export function standingOf(
  account: Exclusion & { readonly status: 'active' | 'closed' },
  nowMs: number,
): Standing {
  if (account.status === 'closed') return 'closed';
  return isSelfExcluded(account, nowMs) || isOnTimeOut(account, nowMs) ? 'self-excluded' : 'active';
}

/** The same moment so many months later; where that month has no such day, the next day after. */
export function monthsAfter(atMs: number, months: number): number {
  const later = new Date(atMs);
  later.setUTCMonth(later.getUTCMonth() + months, 1);
  later.setUTCDate(new Date(atMs).getUTCDate());
  if (later.getUTCDate() === new Date(atMs).getUTCDate()) return later.getTime();
  return Date.UTC(later.getUTCFullYear(), later.getUTCMonth(), 1) + (atMs % 86_400_000);
}
