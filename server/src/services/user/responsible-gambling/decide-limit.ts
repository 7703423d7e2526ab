import { ServiceRefusal } from '@winnex/contracts';

/** A limit of the customer's own, and his wish to raise or remove it. */
export interface HeldLimit {
  readonly max: bigint;
  readonly pending: PendingChange | null;
}

export interface PendingChange {
  /** Null: the limit shall go. */
  readonly max: bigint | null;
  readonly requestedAtMs: number;
  readonly confirmFromMs: number;
  /** From then on the wish has lapsed. */
  readonly confirmUntilMs: number;
}

export type LimitAction =
  | 'set'
  | 'lowered'
  | 'wish-dropped'
  | 'raise-requested'
  | 'removal-requested'
  | 'raised'
  | 'removed';

/** What becomes of a limit; null where there is none any more. */
export interface LimitDecision {
  readonly action: LimitAction;
  readonly held: HeldLimit | null;
}

const DAY_MS = 86_400_000;

/** How long a customer must think it over before a limit is loosened (UKGC RTS 12B). */
export const COOL_OFF_MS = DAY_MS;

/** How long he may take to confirm after that. */
export const CONFIRM_MS = 7 * DAY_MS;

/** The wish that can still be confirmed, now or later. */
export function livePending(held: HeldLimit, nowMs: number): PendingChange | null {
  return held.pending !== null && nowMs < held.pending.confirmUntilMs ? held.pending : null;
}

/** Null: nothing changes. A wish for the same again does not start the wait anew. */
export function decideSet(
  held: HeldLimit | null,
  max: bigint,
  nowMs: number,
): LimitDecision | null {
  if (held === null) return { action: 'set', held: { max, pending: null } };
  if (max < held.max) return { action: 'lowered', held: { max, pending: null } };
  if (max > held.max) return decideWish(held, max, nowMs);
  if (livePending(held, nowMs) === null) return null;
  return { action: 'wish-dropped', held: { max, pending: null } };
}

export function decideRemoval(held: HeldLimit | null, nowMs: number): LimitDecision | null {
  if (held === null) throw new ServiceRefusal('not-found', 'You have set no such limit.');
  return decideWish(held, null, nowMs);
}

export function decideConfirmation(held: HeldLimit | null, nowMs: number): LimitDecision {
  const pending = held === null ? null : livePending(held, nowMs);
  if (pending === null) {
    throw new ServiceRefusal(
      'not-found',
      'There is no change of this limit to confirm; after a week unconfirmed it has lapsed.',
    );
  }
  if (nowMs < pending.confirmFromMs) {
    const from = new Date(pending.confirmFromMs).toISOString();
    throw new ServiceRefusal('too-early', `This change can be confirmed from ${from}.`);
  }
  if (pending.max === null) return { action: 'removed', held: null };
  return { action: 'raised', held: { max: pending.max, pending: null } };
}

function decideWish(held: HeldLimit, max: bigint | null, nowMs: number): LimitDecision | null {
  const live = livePending(held, nowMs);
  if (live !== null && live.max === max) return null;
  const confirmFromMs = nowMs + COOL_OFF_MS;
  const pending = {
    max,
    requestedAtMs: nowMs,
    confirmFromMs,
    confirmUntilMs: confirmFromMs + CONFIRM_MS,
  };
  const action = max === null ? 'removal-requested' : 'raise-requested';
  return { action, held: { max: held.max, pending } };
}
