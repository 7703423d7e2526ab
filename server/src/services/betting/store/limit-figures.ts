import { type LimitPeriod, periodStart } from '@winnex/kernel';
import type { ClientBase } from 'pg';
import type { LimitFigures, PeriodFigures } from '../domain/betting-permission.ts';

/** A customer and the periods that his limits on stakes or losses have. */
export interface LimitedCustomer {
  readonly customerId: string;
  readonly periods: readonly LimitPeriod[];
}

/**
 * What limited customers have staked and lost in their periods, in one statement, so that a bet
 * that settles meanwhile is counted once. The caller holds the locks on their cash.
 */
export async function readLimitFigures(
  client: ClientBase,
  customers: readonly LimitedCustomer[],
  atMs: number,
): Promise<(customerId: string) => LimitFigures> {
  const windows = customers.flatMap(({ customerId, periods }) =>
    periods.map((period) => ({ customerId, period, since: new Date(periodStart(period, atMs)) })),
  );
  const found = windows.length === 0 ? [] : await readWindows(client, windows);
  const figures = new Map(found.map((row) => [`${row.customer_id} ${row.period}`, row]));
  return (customerId) => (period) => {
    const row = figures.get(`${customerId} ${period}`);
    return row === undefined ? nothing : toFigures(row);
  };
}

const nothing: PeriodFigures = { staked: 0n, settledStakes: 0n, returned: 0n, openStakes: 0n };

interface WindowRow {
  customer_id: string;
  period: LimitPeriod;
  staked: bigint;
  settled_stakes: bigint;
  returned: bigint;
  open_stakes: bigint;
}

function toFigures(row: WindowRow): PeriodFigures {
  return {
    staked: row.staked,
    settledStakes: row.settled_stakes,
    returned: row.returned,
    openStakes: row.open_stakes,
  };
}

async function readWindows(
  client: ClientBase,
  windows: readonly { customerId: string; period: LimitPeriod; since: Date }[],
): Promise<WindowRow[]> {
  const { rows } = await client.query<WindowRow>({
    name: 'betting-limit-figures',
    text: `
      select w.customer_id, w.period,
             (select coalesce(sum(b.stake_minor), 0)::bigint from betting.bet b
               where b.customer_id = w.customer_id and b.placed_at > w.since
                 and b.status not in ('REJECTED', 'VOIDED')) as staked,
             s.settled_stakes, s.returned,
             (select coalesce(sum(b.stake_minor), 0)::bigint from betting.bet b
               where b.customer_id = w.customer_id and b.status = 'ACCEPTED') as open_stakes
        from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as w (customer_id, period, since)
       cross join lateral (
             select coalesce(sum(b.stake_minor), 0)::bigint as settled_stakes,
                    coalesce(sum(b.paid_minor), 0)::bigint as returned
               from betting.bet b
              where b.customer_id = w.customer_id and b.settled_at > w.since) s`,
    values: [
      windows.map(({ customerId }) => customerId),
      windows.map(({ period }) => period),
      windows.map(({ since }) => since),
    ],
  });
  return rows;
}
