import type { Pool } from 'pg';
import type { BoardFixture, BoardMarket } from '../board/board.ts';
import type { CompetitionDescription } from '../feeds/feed.ts';
import { type FixtureRow, fixtureOf, type MarketRow, marketOf } from './rows.ts';

/** Every fixture that has not left the lobby, with its markets. */
export async function readOpenFixtures(pool: Pool): Promise<BoardFixture[]> {
  const { rows } = await pool.query<{ id: string }>(
    'select id from odds.fixture where not retired order by id',
  );
  return readFixtures(
    pool,
    rows.map(({ id }) => id),
  );
}

/** These fixtures, whether or not they have left the lobby. Unknown ones are absent. */
export async function readFixtures(pool: Pool, ids: readonly string[]): Promise<BoardFixture[]> {
  if (ids.length === 0) return [];
  const fixtures = await pool.query<FixtureRow & { competition: CompetitionDescription }>({
    name: 'odds-read-fixtures',
    text: `select f.id, f.competition_id, f.home, f.away, f.starts_at, f.status, f.version,
                  f.registers, to_jsonb(c) as competition
             from odds.fixture f join odds.competition c on c.id = f.competition_id
            where f.id = any ($1) order by f.id`,
    values: [ids],
  });
  if (fixtures.rows.length === 0) return [];
  const { rows } = await pool.query<MarketRow>({
    name: 'odds-read-markets',
    text: `select id, fixture_id, type, specifiers, producer, status, version, result_version,
                  outcomes, registers
             from odds.market where fixture_id = any ($1) order by id`,
    values: [ids],
  });
  const markets = new Map<string, BoardMarket[]>();
  for (const row of rows) {
    const siblings = markets.get(row.fixture_id);
    if (siblings) siblings.push(marketOf(row));
    else markets.set(row.fixture_id, [marketOf(row)]);
  }
  return fixtures.rows.map((row) => fixtureOf(row, markets.get(row.id) ?? []));
}

/** Marks fixtures as gone from lobby and memory. */
export async function retireFixtures(pool: Pool, ids: readonly string[]): Promise<void> {
  await pool.query({
    name: 'odds-retire-fixtures',
    text: 'update odds.fixture set retired = true where id = any ($1)',
    values: [ids],
  });
}

/** Takes retired fixtures back: a late message concerns them. */
export async function reviveFixtures(pool: Pool, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await pool.query({
    name: 'odds-revive-fixtures',
    text: 'update odds.fixture set retired = false where id = any ($1)',
    values: [ids],
  });
}
