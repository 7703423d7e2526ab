import type { Deposit } from '@winnex/contracts';
import type { ClientBase, Pool } from 'pg';
import type { DepositInstruction } from '../providers/provider.ts';

export interface DepositRecord extends DepositInstruction {
  readonly userId: string;
  readonly requestHash: Buffer;
  readonly provider: string;
  readonly status: 'pending' | 'completed' | 'refused';
  readonly reason: string | null;
  /** How often the provider was asked again. */
  readonly asks: number;
}

export function depositView(record: DepositRecord): Deposit {
  return {
    id: record.depositId,
    status: record.status,
    amountMinor: record.amountMinor.toString(),
    currency: record.currency,
    provider: record.provider,
    ...(record.reason === null ? {} : { reason: record.reason }),
    createdAt: new Date(record.createdAtMs).toISOString(),
  };
}

/** Stores a pending deposit, or returns null when the customer's key is taken. */
export async function insertDeposit(
  db: Pool | ClientBase,
  deposit: Omit<DepositRecord, 'status' | 'reason' | 'asks'> & {
    readonly key: string;
    readonly nextAskAtMs: number;
  },
): Promise<DepositRecord | null> {
  const { rows } = await db.query<DepositRow>(
    `insert into payment.deposit (id, user_id, idempotency_key, request_hash, amount_minor,
                                  currency, method, provider, created_at, next_ask_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (user_id, idempotency_key) do nothing
     returning ${COLUMNS}`,
    [
      deposit.depositId,
      deposit.userId,
      deposit.key,
      deposit.requestHash,
      deposit.amountMinor,
      deposit.currency,
      deposit.method,
      deposit.provider,
      new Date(deposit.createdAtMs),
      new Date(deposit.nextAskAtMs),
    ],
  );
  return readFirst(rows);
}

export async function findDepositByKey(
  db: Pool | ClientBase,
  userId: string,
  key: string,
): Promise<DepositRecord | null> {
  const { rows } = await db.query<DepositRow>(
    `select ${COLUMNS} from payment.deposit where user_id = $1 and idempotency_key = $2`,
    [userId, key],
  );
  return readFirst(rows);
}

export async function findDepositById(
  pool: Pool,
  userId: string,
  depositId: string,
): Promise<DepositRecord | null> {
  const { rows } = await pool.query<DepositRow>(
    `select ${COLUMNS} from payment.deposit where user_id = $1 and id::text = $2`,
    [userId, depositId.toLowerCase()],
  );
  return readFirst(rows);
}

/** The deposit, locked until the transaction ends. */
export async function lockDeposit(client: ClientBase, depositId: string): Promise<DepositRecord> {
  const { rows } = await client.query<DepositRow>(
    `select ${COLUMNS} from payment.deposit where id = $1 for update`,
    [depositId],
  );
  const deposit = readFirst(rows);
  if (deposit === null) throw new Error(`deposit ${depositId} is gone`);
  return deposit;
}

/** Ends a pending deposit: `reason` for a refused one, null for a completed one. */
export async function concludeDeposit(
  client: ClientBase,
  depositId: string,
  providerReference: string | null,
  reason: string | null,
  nowMs: number,
): Promise<void> {
  await client.query(
    `update payment.deposit
        set status = $2, reason = $3, provider_reference = coalesce($4, provider_reference),
            concluded_at = $5
      where id = $1`,
    [
      depositId,
      reason === null ? 'completed' : 'refused',
      reason,
      providerReference,
      new Date(nowMs),
    ],
  );
}

/** Notes the provider's name for a deposit that goes on being pending. */
export async function noteReference(
  client: ClientBase,
  depositId: string,
  providerReference: string,
): Promise<void> {
  await client.query(`update payment.deposit set provider_reference = $2 where id = $1`, [
    depositId,
    providerReference,
  ]);
}

/**
 * Takes up to `count` pending deposits that are due, and puts off their next time, so that another
 * process does not ask about them too and a process that dies leaves them to the next.
 */
export async function claimDueDeposits(
  pool: Pool,
  count: number,
  nowMs: number,
  backOff: { readonly firstMs: number; readonly maxMs: number },
): Promise<DepositRecord[]> {
  const { rows } = await pool.query<DepositRow>(
    `update payment.deposit
        set asks = asks + 1,
            next_ask_at = $1::timestamptz
              + make_interval(secs => least($2::float8 * 2 ^ least(asks, 30), $3::float8) / 1000)
      where id in (select id from payment.deposit
                    where status = 'pending' and next_ask_at <= $1
                    order by next_ask_at limit $4
                      for update skip locked)
      returning ${COLUMNS}`,
    [new Date(nowMs), backOff.firstMs, backOff.maxMs, count],
  );
  return rows.map(readRow);
}

const COLUMNS = `id, user_id, request_hash, amount_minor, currency, method, provider, status,
  reason, created_at, asks`;

interface DepositRow {
  readonly id: string;
  readonly user_id: string;
  readonly request_hash: Buffer;
  readonly amount_minor: bigint;
  readonly currency: string;
  readonly method: string | null;
  readonly provider: string;
  readonly status: DepositRecord['status'];
  readonly reason: string | null;
  readonly created_at: Date;
  readonly asks: number;
}

function readRow(row: DepositRow): DepositRecord {
  return {
    depositId: row.id,
    userId: row.user_id,
    requestHash: row.request_hash,
    amountMinor: row.amount_minor,
    currency: row.currency,
    method: row.method,
    provider: row.provider,
    status: row.status,
    reason: row.reason,
    createdAtMs: row.created_at.getTime(),
    asks: row.asks,
  };
}

const readFirst = (rows: readonly DepositRow[]) =>
  rows[0] === undefined ? null : readRow(rows[0]);
