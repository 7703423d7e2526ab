import { type LimitInForce, ServiceRefusal } from '@winnex/contracts';
import { crossedLimit, describeLimit, type LimitPeriod, periodStart } from '@winnex/kernel';
import type { ClientBase, Pool } from 'pg';
import type { DepositOrder } from './read-deposit.ts';

/** Gross deposits in the windows that end now. Refused ones do not count, pending ones do. */
export type GrossDeposits = Readonly<Record<Exclude<LimitPeriod, 'bet'>, bigint>>;

/** Makes deposits of one customer take turns until the transaction ends. */
export async function lockDeposits(client: ClientBase, userId: string): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [
    `payment.deposit ${userId}`,
  ]);
}

/** A deposit counts from when it was asked for, so that a slow provider moves it to no later day. */
export async function readGrossDeposits(
  db: Pool | ClientBase,
  customer: { readonly userId: string; readonly currency: string },
  nowMs: number,
): Promise<GrossDeposits> {
  const { rows } = await db.query<GrossDeposits>(
    `select coalesce(sum(amount_minor) filter (where created_at > $3), 0)::bigint as day,
            coalesce(sum(amount_minor) filter (where created_at > $4), 0)::bigint as week,
            coalesce(sum(amount_minor), 0)::bigint as month
       from payment.deposit
      where user_id = $1 and currency = $2 and status <> 'refused' and created_at > $5`,
    [
      customer.userId,
      customer.currency,
      ...(['day', 'week', 'month'] as const).map((period) => new Date(periodStart(period, nowMs))),
    ],
  );
  return rows[0] ?? { day: 0n, week: 0n, month: 0n };
}

/**
 * Refuses a deposit that would cross a limit, and says how much is left. Call it under
 * `lockDeposits`, in the transaction that stores the deposit: two at once cannot both fit then.
 */
export async function requireWithinLimits(
  client: ClientBase,
  order: DepositOrder & { readonly userId: string },
  limits: readonly LimitInForce[],
  nowMs: number,
): Promise<void> {
  if (!limits.some(({ kind }) => kind === 'deposit')) return;
  const gross = await readGrossDeposits(client, order, nowMs);
  const crossed = crossedLimit(limits, 'deposit', order.amountMinor, (period) =>
    period === 'bet' ? 0n : gross[period],
  );
  if (crossed === null) return;
  const detail = describeLimit(crossed, order.currency);
  throw new ServiceRefusal('payment-refused', detail, [{ pointer: '/amountMinor', detail }]);
}
