import type { MarketResultChange } from '@winnex/contracts';
import type { ClientBase } from 'pg';
import type { MarketResult } from '../domain/market-results.ts';

/** How far the bets of a market have been settled by one version of its result. */
export interface ResultProgress {
  readonly settledUpTo: string | null;
  readonly finished: boolean;
}

/**
 * Records versions of markets' results and closes the markets for bets, in one transaction of the
 * caller's. A version that is known already is left as it is; one without bets is finished at once.
 */
export async function recordResults(
  client: ClientBase,
  changes: readonly MarketResultChange[],
  atMs: number,
): Promise<void> {
  // Waits for placements under way on these markets, so that the next statement sees their bets.
  await client.query({
    name: 'betting-close-gates',
    text: `update betting.market_gate set status = 'suspended'
            where market_id in (
                    select market_id from betting.market_gate
                     where market_id = any ($1) and status = 'active' order by market_id for update)`,
    values: [changes.map(({ marketId }) => marketId)],
  });
  await client.query({
    name: 'betting-record-results',
    text: `insert into betting.market_result
             (market_id, result_version, change, received_at, finished_at)
           select r.market_id, r.version, r.change, $4::timestamptz,
                  case when not exists (
                    select from betting.bet_leg l
                      join betting.market m on m.number = l.market_number
                     where m.market_id = r.market_id) then $4::timestamptz end
             from unnest($1::text[], $2::int[], $3::jsonb[]) as r (market_id, version, change)
           on conflict do nothing`,
    values: [
      changes.map(({ marketId }) => marketId),
      changes.map(({ resultVersion }) => resultVersion),
      changes.map((change) => JSON.stringify(resultOf(change))),
      new Date(atMs),
    ],
  });
}

/** Locks a recorded version, so that one process at a time settles by it. */
export async function lockProgress(
  client: ClientBase,
  change: Pick<MarketResultChange, 'marketId' | 'resultVersion'>,
): Promise<ResultProgress> {
  const { rows } = await client.query<{ settled_up_to: string | null; finished: boolean }>({
    name: 'betting-lock-progress',
    text: `select settled_up_to, finished_at is not null as finished
             from betting.market_result where market_id = $1 and result_version = $2 for update`,
    values: [change.marketId, change.resultVersion],
  });
  const [row] = rows;
  if (row === undefined) throw new Error(`result of ${change.marketId} was not recorded`);
  return { settledUpTo: row.settled_up_to, finished: row.finished };
}

/** Of these versions, those that have bets left to settle, in the order given. */
export async function unfinished(
  client: ClientBase,
  changes: readonly MarketResultChange[],
): Promise<MarketResultChange[]> {
  const { rows } = await client.query<{ ordinal: bigint }>({
    name: 'betting-unfinished-results',
    text: `select c.ordinal
             from unnest($1::text[], $2::int[]) with ordinality as c (market_id, version, ordinal)
             join betting.market_result r
               on r.market_id = c.market_id and r.result_version = c.version
            where r.finished_at is null order by c.ordinal`,
    values: [
      changes.map(({ marketId }) => marketId),
      changes.map(({ resultVersion }) => resultVersion),
    ],
  });
  return rows.map(({ ordinal }) => changes[Number(ordinal) - 1] as MarketResultChange);
}

/** Every version of these markets' results, oldest first. */
export async function readResults(
  client: ClientBase,
  marketIds: readonly string[],
): Promise<Map<string, MarketResult[]>> {
  const { rows } = await client.query<{ market_id: string; change: MarketResult }>({
    name: 'betting-read-results',
    text: `select market_id, change from betting.market_result
            where market_id = any ($1) order by market_id, result_version`,
    values: [marketIds],
  });
  const results = new Map<string, MarketResult[]>();
  for (const row of rows) {
    const versions = results.get(row.market_id);
    if (versions === undefined) results.set(row.market_id, [row.change]);
    else versions.push(row.change);
  }
  return results;
}

/** Moves the mark to the last bet of a page; `finishedAtMs` when it was the last page. */
export async function saveProgress(
  client: ClientBase,
  change: Pick<MarketResultChange, 'marketId' | 'resultVersion'>,
  settledUpTo: string | null,
  finishedAtMs: number | null,
): Promise<void> {
  await client.query({
    name: 'betting-save-progress',
    text: `update betting.market_result
              set settled_up_to = coalesce($3, settled_up_to), finished_at = $4
            where market_id = $1 and result_version = $2`,
    values: [
      change.marketId,
      change.resultVersion,
      settledUpTo,
      finishedAtMs === null ? null : new Date(finishedAtMs),
    ],
  });
}

function resultOf(change: MarketResultChange): MarketResult {
  switch (change.kind) {
    case 'settled':
      return { kind: change.kind, outcomes: change.outcomes };
    case 'rolled-back':
      return { kind: change.kind };
    case 'cancelled':
    case 'cancel-rolled-back':
      return {
        kind: change.kind,
        ...(change.fromMs === undefined ? {} : { fromMs: change.fromMs }),
        ...(change.untilMs === undefined ? {} : { untilMs: change.untilMs }),
      };
  }
}
