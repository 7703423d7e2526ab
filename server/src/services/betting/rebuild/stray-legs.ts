import type { Pool } from 'pg';
import { transaction } from '../../../platform/database/pool.ts';

/** Rows of legs whose bet is not there, was refused, or has no leg on that market in that place. */
const strays = `
  from betting.bet_leg l
  left join betting.market m on m.number = l.market_number
  left join betting.bet b on b.id = l.bet_id and b.status <> 'REJECTED'
 where b.state -> 'legs' -> (l.leg::int) ->> 'marketId' is distinct from m.market_id
    or m.market_id is null`;

/** One pass over all legs, which are stored by market and not by bet. */
export function countStrayLegs(pool: Pool): Promise<number> {
  return transaction(
    pool,
    async (client) => {
      await client.query('set local statement_timeout = 0');
      const { rows } = await client.query<{ count: bigint }>(`select count(*) as count ${strays}`);
      return Number(rows[0]?.count ?? 0n);
    },
    { readOnly: true },
  );
}

/** Removes them; says how many there were. */
export function removeStrayLegs(pool: Pool): Promise<number> {
  return transaction(pool, async (client) => {
    await client.query('set local statement_timeout = 0');
    const { rowCount } = await client.query(
      `delete from betting.bet_leg where (market_number, bet_id, leg) in (
         select l.market_number, l.bet_id, l.leg ${strays})`,
    );
    return rowCount ?? 0;
  });
}
