import type { Pool } from 'pg';
import { transaction } from '../../../platform/database/pool.ts';
import { type BetDifference, compareBets } from './compare-bets.ts';
import { repairBets } from './repair-bets.ts';
import { countStrayLegs, removeStrayLegs } from './stray-legs.ts';

export interface ReplayProgress {
  readonly bets: number;
  readonly events: number;
  /** Bets in which something differs. */
  readonly differing: number;
}

export interface ReplayReport extends ReplayProgress {
  /** The first of them, `differencesMax` at most. */
  readonly differences: readonly BetDifference[];
  /** Bets that were written anew. */
  readonly repaired: number;
  /** Rows by which a market's result would look for a bet that has no such leg. */
  readonly strayLegs: number;
}

/**
 * Folds the events of every bet and compares what they give with what is stored, a page at a time
 * and each page as of one instant: a book may take bets meanwhile. With `repair`, what differs is
 * written anew from the events.
 */
export async function replayBets(
  pool: Pool,
  options: {
    readonly repair: boolean;
    readonly pageSize: number;
    readonly differencesMax: number;
    readonly onProgress: (progress: ReplayProgress) => void;
  },
): Promise<ReplayReport> {
  const differences: BetDifference[] = [];
  let [bets, events, differing, repaired] = [0, 0, 0, 0];
  let after: string | null = null;
  for (;;) {
    const page = await comparePage(pool, after, options.pageSize);
    bets += page.betIds.length;
    events += page.events;
    const broken = [...new Set(page.differences.map(({ betId }) => betId))].sort();
    differing += broken.length;
    differences.push(...page.differences.slice(0, options.differencesMax - differences.length));
    if (options.repair && broken.length > 0) {
      repaired += await repairBets(pool, broken);
    }
    options.onProgress({ bets, events, differing });
    if (page.betIds.length < options.pageSize) break;
    after = page.betIds.at(-1) ?? null;
  }
  const strayLegs = await (options.repair ? removeStrayLegs : countStrayLegs)(pool);
  return { bets, events, differing, differences, repaired, strayLegs };
}

/** Bets with a row, with events, or both. */
async function comparePage(pool: Pool, after: string | null, pageSize: number) {
  return transaction(
    pool,
    async (client) => {
      await client.query('set local statement_timeout = 0');
      const { rows } = await client.query<{ id: string }>({
        name: 'betting-page-of-bets',
        text: `(select id from betting.bet
                 where $1::uuid is null or id > $1 order by id limit $2)
               union
               (select distinct bet_id from betting.bet_event
                 where $1::uuid is null or bet_id > $1 order by bet_id limit $2)
               order by 1 limit $2`,
        values: [after, pageSize],
      });
      const betIds = rows.map(({ id }) => id);
      return { betIds, ...(await compareBets(client, betIds)) };
    },
    { isolation: 'repeatable read', readOnly: true },
  );
}
