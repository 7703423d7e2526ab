import type { LimitKind, LimitPeriod } from '@winnex/kernel';
import type { ClientBase } from 'pg';
import type { HeldLimit, LimitAction } from './decide-limit.ts';

/** Which limit: at most one of each. */
export interface LimitKey {
  readonly userId: string;
  readonly kind: LimitKind;
  readonly period: LimitPeriod;
  readonly source: 'customer' | 'operator';
}

export interface LimitColumns {
  readonly max_amount: bigint;
  readonly pending_max: bigint | null;
  readonly requested_at: Date | null;
  readonly confirm_from: Date | null;
  readonly confirm_until: Date | null;
}

export function heldLimitOf(row: LimitColumns): HeldLimit {
  const { requested_at, confirm_from, confirm_until } = row;
  return {
    max: row.max_amount,
    pending:
      requested_at === null || confirm_from === null || confirm_until === null
        ? null
        : {
            max: row.pending_max,
            requestedAtMs: requested_at.getTime(),
            confirmFromMs: confirm_from.getTime(),
            confirmUntilMs: confirm_until.getTime(),
          },
  };
}

/** Read it under the lock of the account, which all changes of one customer's limits take. */
export async function findLimit(client: ClientBase, key: LimitKey): Promise<HeldLimit | null> {
  const { rows } = await client.query<LimitColumns>(
    `select max_amount, pending_max, requested_at, confirm_from, confirm_until
       from users.customer_limit
      where user_id = $1 and kind = $2 and period = $3 and source = $4`,
    keyValues(key),
  );
  return rows[0] === undefined ? null : heldLimitOf(rows[0]);
}

/** Stores what a limit has become; null takes it away. */
export async function putLimit(
  client: ClientBase,
  key: LimitKey,
  held: HeldLimit | null,
): Promise<void> {
  if (held === null) {
    await client.query(
      `delete from users.customer_limit
        where user_id = $1 and kind = $2 and period = $3 and source = $4`,
      keyValues(key),
    );
    return;
  }
  const { max, pending } = held;
  await client.query(
    `insert into users.customer_limit (user_id, kind, period, source, max_amount, pending_max,
                                       requested_at, confirm_from, confirm_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (user_id, kind, period, source) do update
        set max_amount = excluded.max_amount, pending_max = excluded.pending_max,
            requested_at = excluded.requested_at, confirm_from = excluded.confirm_from,
            confirm_until = excluded.confirm_until`,
    [
      ...keyValues(key),
      max,
      pending?.max ?? null,
      ...[pending?.requestedAtMs, pending?.confirmFromMs, pending?.confirmUntilMs].map((atMs) =>
        atMs === undefined ? null : new Date(atMs),
      ),
    ],
  );
}

/** Appends to the history, which nobody can change. */
export async function recordLimitChange(
  client: ClientBase,
  change: {
    readonly id: string;
    readonly atMs: number;
    readonly key: LimitKey;
    readonly action: LimitAction;
    readonly before: HeldLimit | null;
    readonly after: HeldLimit | null;
    readonly actorId: string;
    readonly reason: string | null;
  },
): Promise<void> {
  const { key, before, after } = change;
  await client.query(
    `insert into users.limit_change
       (user_id, kind, period, source, id, at, action, before, after, actor_id, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...keyValues(key),
      change.id,
      new Date(change.atMs),
      change.action,
      before === null ? null : written(before),
      after === null ? null : written(after),
      change.actorId,
      change.reason,
    ],
  );
}

const keyValues = ({ userId, kind, period, source }: LimitKey) => [userId, kind, period, source];

function written({ max, pending }: HeldLimit): string {
  const wish =
    pending === null
      ? {}
      : {
          pending: {
            max: pending.max?.toString() ?? null,
            confirmFrom: new Date(pending.confirmFromMs).toISOString(),
            confirmUntil: new Date(pending.confirmUntilMs).toISOString(),
          },
        };
  return JSON.stringify({ max: max.toString(), ...wish });
}
