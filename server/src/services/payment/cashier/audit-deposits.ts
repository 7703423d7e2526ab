import type { AuditCheck } from '@winnex/contracts';
import type { ClientBase } from 'pg';
import { depositTransferId } from './deposit-posting.ts';

interface DepositRow {
  readonly id: string;
  readonly status: string;
  readonly matches: boolean;
}

const PAGE_SIZE = 5_000;
const NAMED_MAX = 5;

/**
 * Proves that every completed deposit is in the ledger once, for its customer, currency and amount,
 * and that no other deposit is there.
 */
export async function auditDeposits(client: ClientBase): Promise<AuditCheck> {
  let checked = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  const broken: string[] = [];
  for (;;) {
    const { rows: page } = await client.query<{ id: string }>(
      `select id from payment.deposit where id > $1 order by id limit $2`,
      [after, PAGE_SIZE],
    );
    const ids = page.map(({ id }) => id);
    const { rows } = await client.query<DepositRow>(COMPARE, [ids, ids.map(depositTransferId)]);
    checked += rows.length;
    for (const { id, status, matches } of rows) {
      if (matches) continue;
      const fault = status === 'completed' ? 'is not in the ledger as it should be' : 'is there';
      broken.push(`deposit ${id} (${status}) ${fault}`);
    }
    const last = ids.at(-1);
    if (last === undefined || ids.length < PAGE_SIZE) break;
    after = last;
  }
  const { rows: strangers } = await client.query<{ id: string }>(STRANGERS);
  for (const { id } of strangers) broken.push(`transfer ${id} belongs to no completed deposit`);
  return {
    name: 'every completed deposit is posted once',
    ok: broken.length === 0,
    checked: `${checked.toLocaleString('en')} deposits`,
    detail: broken.slice(0, NAMED_MAX).join('; '),
  };
}

const COMPARE = `
  select d.id, d.status,
         case when d.status = 'completed'
              then coalesce(t.amount_minor = d.amount_minor and a.currency = d.currency
                            and t.code = 'deposit' and t.reference = d.id::text
                            and a.owner = d.user_id::text and a.kind = 'cash', false)
              else t.id is null
         end as matches
    from unnest($1::uuid[], $2::uuid[]) as wanted (deposit_id, transfer_id)
    join payment.deposit d on d.id = wanted.deposit_id
    left join payment.transfer t on t.id = wanted.transfer_id
    left join payment.account a on a.id = t.to_account_id`;

const STRANGERS = `
  select min(t.id::text) as id
    from payment.transfer t
    left join payment.deposit d on d.id::text = t.reference and d.status = 'completed'
   where t.code = 'deposit'
   group by t.reference
  having count(d.id) <> 1
   limit 5`;
