import type { Caller, Statement, StatementLine } from '@winnex/contracts';
import type { Pool } from 'pg';
import { describeLine } from './describe-line.ts';
import {
  readCursor,
  type StatementPosition,
  statementTop,
  writeCursor,
} from './statement-cursor.ts';

/**
 * A customer's ledger entries, newest first. `cash` and `owed` are two accounts, each with its own
 * running balance and its own unbroken sequence; a page merges the two by time. The position is a
 * sequence in each, so entries made meanwhile neither move nor hide a line of a later page.
 */
export async function readStatement(
  pool: Pool,
  caller: Caller,
  page: { readonly cursor?: string; readonly limit: number },
): Promise<Statement> {
  const from = page.cursor === undefined ? statementTop : readCursor(page.cursor);
  const { rows } = await pool.query<EntryRow>({
    name: 'payment-statement',
    text: SELECT_ENTRIES,
    values: [caller.userId, caller.currency, from.cash, from.owed, page.limit + 1],
  });
  const cash = rows.filter(({ kind }) => kind === 'cash');
  const owed = rows.filter(({ kind }) => kind === 'owed');

  const lines: StatementLine[] = [];
  let position: StatementPosition = from;
  while (lines.length < page.limit) {
    const next = isNewer(cash[0], owed[0]) ? cash.shift() : owed.shift();
    if (next === undefined) break;
    lines.push(readLine(next, caller.currency));
    position = { ...position, [next.kind]: BigInt(next.sequence) };
  }
  const isLast = cash.length === 0 && owed.length === 0;
  return { lines, nextCursor: isLast ? null : writeCursor(position) };
}

/** Whether the cash entry goes first. Of one posting the owed part was made after the cash part. */
function isNewer(cash: EntryRow | undefined, owed: EntryRow | undefined): boolean {
  if (cash === undefined) return false;
  return owed === undefined || cash.posted_at > owed.posted_at;
}

const SELECT_ENTRIES = `
  select a.kind, e.sequence::text, e.amount_minor::text, e.balance_minor::text, e.posted_at,
         t.code, t.reference
    from (values ('cash', $3::bigint), ('owed', $4::bigint)) as wanted (kind, before)
    join payment.account a
      on a.owner = $1::text and a.currency = $2 and a.kind = wanted.kind
   cross join lateral (
           select * from payment.entry
            where account_id = a.id and sequence < wanted.before
            order by sequence desc
            limit $5) e
    join payment.transfer t on t.id = e.transfer_id
   order by a.kind, e.sequence desc`;

interface EntryRow {
  readonly kind: 'cash' | 'owed';
  readonly sequence: string;
  readonly amount_minor: string;
  readonly balance_minor: string;
  readonly posted_at: Date;
  readonly code: string;
  readonly reference: string;
}

function readLine(row: EntryRow, currency: string): StatementLine {
  return {
    id: `${row.kind}-${row.sequence}`,
    at: row.posted_at.toISOString(),
    kind: row.code,
    amountMinor: row.amount_minor,
    balanceMinor: row.balance_minor,
    currency,
    reference: row.reference,
    description: describeLine(row.code, row.kind),
  };
}
