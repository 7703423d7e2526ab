import type { Pool } from 'pg';
import { transaction } from '../../../platform/database/pool.ts';
import { compareBets } from './compare-bets.ts';
import { rebuiltBet, rebuiltColumns, rebuiltLegs } from './rebuilt-rows.ts';

/**
 * Writes rows and legs of these bets anew where they are not what the events say. The rows are
 * locked, in the order in which everybody locks them, and compared again: a bet that moved on in
 * the meantime is judged by what it is now. Bets whose events give no state are left alone.
 * @returns how many of them agree with their events now that did not
 */
export async function repairBets(pool: Pool, betIds: readonly string[]): Promise<number> {
  return transaction(
    pool,
    async (client) => {
      await client.query('select from betting.bet where id = any ($1) order by id for update', [
        betIds,
      ]);
      const { repairable } = await compareBets(client, betIds);
      if (repairable.length === 0) return 0;
      const columns = rebuiltColumns.join(', ');
      const changes = rebuiltColumns.map((column) => `${column} = excluded.${column}`).join(', ');
      await client.query(
        `insert into betting.bet (${columns})
         select ${columns} from jsonb_populate_recordset(null::betting.bet, $1::jsonb)
         on conflict (id) do update set ${changes}`,
        [JSON.stringify(repairable.map(rebuiltBet))],
      );
      const { betIds: legBets, marketIds, legs } = rebuiltLegs(repairable);
      await client.query(
        `insert into betting.bet_leg (market_number, bet_id, leg)
         select m.number, x.bet_id, x.leg
           from unnest($1::uuid[], $2::text[], $3::smallint[]) as x (bet_id, market_id, leg)
           join betting.market m on m.market_id = x.market_id
         on conflict do nothing`,
        [legBets, marketIds, legs],
      );
      const { differences } = await compareBets(
        client,
        repairable.map(({ betId }) => betId),
      );
      return repairable.length - new Set(differences.map(({ betId }) => betId)).size;
    },
    { attemptsMax: 3 },
  );
}
