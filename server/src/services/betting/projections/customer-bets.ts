import type { BetList, BetQuery } from '@winnex/contracts';
import { ServiceRefusal } from '@winnex/contracts';
import type { Pool } from 'pg';
import { parseState } from '../store/bets.ts';
import { betView } from './bet-view.ts';

const statuses = {
  open: ['ACCEPTED'],
  settled: ['SETTLED', 'VOIDED'],
  rejected: ['REJECTED'],
} as const;
const everyStatus = Object.values(statuses).flat();

/** A customer's bets, newest first, a page at a time; stable while new bets arrive. */
export async function customerBets(
  pool: Pool,
  customerId: string,
  query: BetQuery,
): Promise<BetList> {
  const limit = query.limit ?? 25;
  const after = query.cursor === undefined ? null : readCursor(query.cursor);
  const { rows } = await pool.query<{ state: string }>({
    name: 'betting-customer-bets',
    text: `select state::text as state from betting.bet
            where customer_id = $1 and status = any ($2)
              and ($3::timestamptz is null or (placed_at, id) < ($3, $4::uuid))
            order by placed_at desc, id desc limit $5`,
    values: [
      customerId,
      query.status === undefined ? everyStatus : statuses[query.status],
      after === null ? null : new Date(after.placedAtMs),
      after?.betId ?? null,
      limit + 1,
    ],
  });
  const states = rows.map(({ state }) => parseState(state));
  const page = states.slice(0, limit);
  const last = page.at(-1);
  return {
    bets: page.map(betView),
    nextCursor:
      states.length > limit && last !== undefined ? `${last.placedAtMs}_${last.betId}` : null,
  };
}

function readCursor(cursor: string): { placedAtMs: number; betId: string } {
  const match = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(cursor);
  if (match === null) {
    throw new ServiceRefusal('invalid-request', 'The cursor is not one that this list gave.', [
      { pointer: '/cursor', detail: 'Pass nextCursor of the previous page, or leave it out.' },
    ]);
  }
  return { placedAtMs: Number(match[1]), betId: match[2] as string };
}
