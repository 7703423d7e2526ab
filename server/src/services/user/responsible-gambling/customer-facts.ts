import type { LimitKind, LimitPeriod } from '@winnex/kernel';
import { periodStart } from '@winnex/kernel';
import type { Pool } from 'pg';
import type { HeldLimit } from './decide-limit.ts';
import type { Exclusion } from './exclusion.ts';
import { heldLimitOf, type LimitColumns } from './limit-store.ts';

/** All that decides what a customer may do, as the database had it at one moment. */
export interface CustomerFacts extends Exclusion {
  readonly status: 'active' | 'closed';
  readonly country: string;
  readonly currency: string;
  readonly limits: readonly StoredLimit[];
}

export interface StoredLimit extends HeldLimit {
  readonly kind: LimitKind;
  readonly period: LimitPeriod;
  readonly source: 'customer' | 'operator';
  /** Of a session limit: how long the customer was signed in within its period. */
  readonly presentMs: bigint | null;
}

/** One query, however many users. Those who are not known are absent. */
export async function readCustomerFacts(
  pool: Pool,
  userIds: readonly string[],
  nowMs: number,
): Promise<Map<string, CustomerFacts>> {
  const { rows } = await pool.query<FactsRow>({
    name: 'users-customer-facts',
    text: `
      select a.id, a.status, a.country, a.currency, a.self_excluded_until, a.returns_at,
             a.time_out_until, l.kind, l.period, l.source, l.max_amount, l.pending_max,
             l.requested_at, l.confirm_from, l.confirm_until,
             case when l.kind = 'session' then users.presence_ms(a.id,
               case l.period when 'day' then $3 when 'week' then $4 else $5 end::timestamptz,
               $2::timestamptz) end as present_ms
        from users.account a
        left join users.customer_limit l on l.user_id = a.id
       where a.id = any($1::uuid[])`,
    values: [
      userIds,
      new Date(nowMs),
      ...(['day', 'week', 'month'] as const).map((period) => new Date(periodStart(period, nowMs))),
    ],
  });
  const facts = new Map<string, CustomerFacts & { limits: StoredLimit[] }>();
  for (const row of rows) {
    const known = facts.get(row.id) ?? readRow(row);
    facts.set(row.id, known);
    if (row.kind === null) continue;
    const { kind, period, source, present_ms } = row;
    known.limits.push({ kind, period, source, ...heldLimitOf(row), presentMs: present_ms });
  }
  // Here, because the database takes longer to sort a batch than to read it.
  for (const { limits } of facts.values())
    limits.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  return facts;
}

const orderOf = ({ kind, period, source }: StoredLimit) => `${kind} ${period} ${source}`;

interface AccountColumns {
  readonly id: string;
  readonly status: CustomerFacts['status'];
  readonly country: string;
  readonly currency: string;
  readonly self_excluded_until: Date | null;
  readonly returns_at: Date | null;
  readonly time_out_until: Date | null;
}

type FactsRow = AccountColumns &
  (
    | { readonly kind: null }
    | (LimitColumns & {
        readonly kind: LimitKind;
        readonly period: LimitPeriod;
        readonly source: StoredLimit['source'];
        readonly present_ms: bigint | null;
      })
  );

function readRow(row: AccountColumns): CustomerFacts & { limits: StoredLimit[] } {
  return {
    status: row.status,
    country: row.country,
    currency: row.currency,
    selfExcludedUntilMs: row.self_excluded_until?.getTime() ?? null,
    returnsAtMs: row.returns_at?.getTime() ?? null,
    timeOutUntilMs: row.time_out_until?.getTime() ?? null,
    limits: [],
  };
}
