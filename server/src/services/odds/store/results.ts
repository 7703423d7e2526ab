import type { MarketResultChange } from '@winnex/contracts';
import type { Pool } from 'pg';

/** The oldest results that betting has not confirmed, at most `limit`, in order of recording. */
export async function readUndelivered(pool: Pool, limit: number): Promise<MarketResultChange[]> {
  const { rows } = await pool.query<{ change: MarketResultChange }>(
    `select change from odds.market_result
      where delivered_at is null order by position limit $1`,
    [limit],
  );
  return rows.map(({ change }) => change);
}

export async function markDelivered(
  pool: Pool,
  results: readonly MarketResultChange[],
  atMs: number,
): Promise<void> {
  await pool.query({
    name: 'odds-mark-delivered',
    text: `update odds.market_result r set delivered_at = $3
             from unnest($1::text[], $2::integer[]) as d (market_id, result_version)
            where r.market_id = d.market_id and r.result_version = d.result_version`,
    values: [
      results.map(({ marketId }) => marketId),
      results.map(({ resultVersion }) => resultVersion),
      new Date(atMs),
    ],
  });
}
