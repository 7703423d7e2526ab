import type { AuditCheck } from '@winnex/contracts';
import type { ClientBase } from 'pg';

interface Finding {
  readonly checked: bigint;
  /** Up to five broken rows, in words. */
  readonly broken: string[] | null;
}

interface LedgerCheck {
  readonly name: string;
  readonly unit: string;
  readonly sql: string;
}

/** Each check is one query that counts what it saw and names the first rows that break it. */
const checks: readonly LedgerCheck[] = [
  {
    name: 'entries sum to zero per currency',
    unit: 'entries',
    sql: `with sums as (
            select a.currency, count(*) as entries, sum(e.amount_minor) as total
              from payment.entry e join payment.account a on a.id = e.account_id group by 1)
          select coalesce(sum(entries), 0)::bigint as checked,
                 array_agg(format('%s: %s minor units over', currency, total))
                   filter (where total <> 0) as broken
            from sums`,
  },
  {
    name: 'entries of each batch sum to zero',
    unit: 'batches',
    sql: `with sums as (
            select e.batch, a.currency, sum(e.amount_minor) as total
              from payment.entry e join payment.account a on a.id = e.account_id group by 1, 2)
          select count(*) as checked,
                 (array_agg(format('batch %s: %s %s', batch, total, currency) order by batch)
                   filter (where total <> 0))[1:5] as broken
            from sums`,
  },
  {
    name: 'every balance equals its entries',
    unit: 'accounts',
    sql: `with sums as (
            select account_id, sum(amount_minor) as total, count(*) as entries, max(sequence) as last
              from payment.entry group by 1)
          select count(*) as checked,
                 (array_agg(format('account %s (%s %s %s): balance %s, entries %s', a.id, a.owner,
                    a.kind, a.currency, a.balance_minor, coalesce(s.total, 0)) order by a.id)
                   filter (where a.balance_minor <> coalesce(s.total, 0)
                              or a.entries <> coalesce(s.entries, 0)
                              or a.entries <> coalesce(s.last, 0)))[1:5] as broken
            from payment.account a left join sums s on s.account_id = a.id`,
  },
  {
    name: 'every entry carries the balance after it',
    unit: 'entries',
    sql: `with steps as (
            select account_id, sequence, balance_minor,
                   sum(amount_minor) over (partition by account_id order by sequence) as running
              from payment.entry)
          select count(*) as checked,
                 (array_agg(format('account %s entry %s', account_id, sequence)
                    order by account_id, sequence)
                   filter (where balance_minor <> running))[1:5] as broken
            from steps`,
  },
  {
    name: 'every transfer is in the entries',
    unit: 'transfers',
    sql: `with expected as (
            select batch, from_account_id as account_id, id, -amount_minor as amount
              from payment.transfer
            union all
            select batch, to_account_id, id, amount_minor from payment.transfer),
          grouped as (
            select x.batch, x.account_id,
                   case when a.entry_per_transfer then x.id end as transfer_id,
                   sum(x.amount) as amount
              from expected x join payment.account a on a.id = x.account_id
             group by 1, 2, 3 having sum(x.amount) <> 0)
          select (select count(*) from payment.transfer) as checked,
                 (array_agg(format('batch %s account %s', coalesce(g.batch, e.batch),
                    coalesce(g.account_id, e.account_id)))
                   filter (where g.amount is distinct from e.amount_minor))[1:5] as broken
            from grouped g full join payment.entry e
              on e.batch = g.batch and e.account_id = g.account_id
             and e.transfer_id is not distinct from g.transfer_id`,
  },
  {
    name: 'every transfer is between two accounts of one currency',
    unit: 'transfers',
    sql: `select count(*) as checked,
                 (array_agg(t.id::text) filter (where f.currency is distinct from a.currency
                    or f.id is null))[1:5] as broken
            from payment.transfer t
            left join payment.account f on f.id = t.from_account_id
            left join payment.account a on a.id = t.to_account_id`,
  },
  {
    name: 'no account is below its floor',
    unit: 'accounts',
    sql: `select count(*) as checked,
                 (array_agg(format('account %s (%s %s): %s', a.id, a.owner, a.kind, a.balance_minor))
                   filter (where a.balance_minor < k.balance_min_minor
                              or a.balance_min_minor is distinct from k.balance_min_minor))[1:5]
                   as broken
            from payment.account a join payment.account_kind k on k.kind = a.kind`,
  },
];

/** Proves the ledger: sums, balances and the trail from transfer to entry. */
export async function auditLedger(client: ClientBase): Promise<AuditCheck[]> {
  const results: AuditCheck[] = [];
  for (const check of checks) {
    const { rows } = await client.query<Finding>(check.sql);
    const broken = rows[0]?.broken ?? [];
    results.push({
      name: check.name,
      ok: broken.length === 0,
      checked: `${Number(rows[0]?.checked ?? 0n).toLocaleString('en')} ${check.unit}`,
      detail: broken.join('; '),
    });
  }
  return results;
}
