import type { MarketResultChange } from '@winnex/contracts';
import type { ClientBase } from 'pg';
import type { MarketResult } from '../domain/market-results.ts';

/** How far the bets of a market have been settled by one version of its result. */
export interface ResultProgress {
  readonly settledUpTo: string | null;
  readonly finished: boolean;
}

/**
 * Records a version of a market's result and closes the market for bets, in one transaction of the
 * caller's. A version that is known already is left as it is.
 */
export async function recordResult(
  client: ClientBase,
  change: MarketResultChange,
  atMs: number,
): Promise<ResultProgress> {
  await client.query({
    name: 'betting-close-gate',
    text: `update betting.market_gate set status = 'suspended'
            where market_id = $1 and status = 'active'`,
    values: [change.marketId],
  });
  await client.query({
    name: 'betting-record-result',
    text: `insert into betting.market_result (market_id, result_version, change, received_at)
           values ($1, $2, $3, $4) on conflict do nothing`,
    values: [
      change.marketId,
      change.resultVersion,
      JSON.stringify(resultOf(change)),
      new Date(atMs),
    ],
  });
  const { rows } = await client.query<{ settled_up_to: string | null; finished: boolean }>({
    name: 'betting-result-progress',
    text: `select settled_up_to, finished_at is not null as finished
             from betting.market_result where market_id = $1 and result_version = $2 for update`,
    values: [change.marketId, change.resultVersion],
  });
  const [row] = rows;
  if (row === undefined) throw new Error(`result of ${change.marketId} was not recorded`);
  return { settledUpTo: row.settled_up_to, finished: row.finished };
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
