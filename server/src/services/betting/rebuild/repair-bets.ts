import type { Pool } from 'pg';
import { transaction } from '../../../platform/database/pool.ts';
import { type BetComparison, compareBets } from './compare-bets.ts';
import { rebuiltBet, rebuiltColumns, rebuiltLegs } from './rebuilt-rows.ts';

/**
 * Writes rows and legs of these bets anew where they are not what the events say. The rows are
 * locked, in the order in which everybody locks them, and compared again: a bet that moved on in
 * the meantime is judged by what it is now. Bets whose events give no state are left alone.
 */
export async function repairBets(pool: Pool, betIds: readonly string[]): Promise<BetComparison> {
  return transaction(
    pool,
    async (client) => {
      await client.query(
        'select from betting.bet where id = any ($1) order by id for update',
        [betIds],
      );
      const comparison = await compareBets(client, betIds);
      const { repairable } = comparison;
      if (repairable.length === 0) return comparison;
      const columns = rebuiltColumns.join(', ');
      const changes = rebuiltColumns.map((column) => `${column} = excluded.${column}`).join(', ');
      await client.query(
        `insert into betting.bet (${columns})
         select ${columns} from jsonb_populate_recordset(null::betting.bet, $1::jsonb)
         on conflict (id) do update set ${changes}`,
        [JSON.stringify(repairable.map(rebuiltBet))],
      );
      const legs = repairable.flatMap((state) =>
        rebuiltLegs(state).map((marketId, leg) => ({ marketId, betId: state.betId, leg })),
      );
      await client.query('delete from betting.bet_leg where bet_id = any ($1)', [
        repairable.map(({ betId }) => betId),
      ]);
      await client.query(
        `insert into betting.bet_leg (market_id, bet_id, leg)
         select * from unnest($1::text[], $2::uuid[], $3::smallint[])`,
        [
          legs.map(({ marketId }) => marketId),
          legs.map(({ betId }) => betId),
          legs.map(({ leg }) => leg),
        ],
      );
      return comparison;
    },
    { attemptsMax: 3 },
  );
}
