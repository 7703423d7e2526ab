import type { ClientBase } from 'pg';
import type { BoardFixture, BoardMarket } from '../board/board.ts';
import type { RecordedResult } from '../board/result-changes.ts';
import { fixtureRow, marketRow } from './rows.ts';

/** A market at one of its versions, and the producer's time; null where the book moved it. */
export interface LinePosting {
  readonly market: BoardMarket;
  readonly atMs: number | null;
}

export interface BoardWrite {
  readonly fixtures: readonly BoardFixture[];
  readonly markets: readonly BoardMarket[];
  readonly postings: readonly LinePosting[];
  readonly results: readonly RecordedResult[];
}

/**
 * Writes a batch, one statement a table, in the caller's transaction. Safe to repeat: rows are
 * replaced, postings and results are written once per version.
 */
export async function writeBoard(
  client: ClientBase,
  write: BoardWrite,
  recordedAtMs: number,
): Promise<void> {
  const recordedAt = new Date(recordedAtMs);
  if (write.fixtures.length > 0) await writeFixtures(client, write.fixtures);
  if (write.markets.length > 0) await writeMarkets(client, write.markets);
  if (write.postings.length > 0) await writePostings(client, write.postings, recordedAt);
  if (write.results.length > 0) await writeResults(client, write.results, recordedAt);
}

async function writeFixtures(client: ClientBase, fixtures: readonly BoardFixture[]): Promise<void> {
  const competitions = new Map(
    fixtures.map(({ description: { value } }) => [value.competition.id, value.competition]),
  );
  await client.query({
    name: 'odds-write-competitions',
    text: `insert into odds.competition (id, name, sport, category)
           select id, name, sport, category
             from jsonb_to_recordset($1) as c (id text, name text, sport text, category text)
               on conflict (id) do update
              set (name, sport, category) = (excluded.name, excluded.sport, excluded.category)
            where (competition.name, competition.sport, competition.category)
               is distinct from (excluded.name, excluded.sport, excluded.category)`,
    values: [JSON.stringify([...competitions.values()])],
  });
  await client.query({
    name: 'odds-write-fixtures',
    text: `insert into odds.fixture (id, competition_id, home, away, starts_at, status, version,
                  registers)
           select id, competition_id, home, away, starts_at, status, version, registers
             from jsonb_to_recordset($1) as f (id text, competition_id text, home jsonb, away jsonb,
                  starts_at timestamptz, status text, version integer, registers jsonb)
               on conflict (id) do update
              set competition_id = excluded.competition_id, home = excluded.home,
                  away = excluded.away, starts_at = excluded.starts_at, status = excluded.status,
                  version = excluded.version, registers = excluded.registers, retired = false`,
    values: [JSON.stringify(fixtures.map(fixtureRow))],
  });
}

async function writeMarkets(client: ClientBase, markets: readonly BoardMarket[]): Promise<void> {
  await client.query({
    name: 'odds-write-markets',
    text: `insert into odds.market (id, fixture_id, type, specifiers, producer, status, version,
                  result_version, outcomes, registers)
           select id, fixture_id, type, specifiers, producer, status, version,
                  result_version, outcomes, registers
             from jsonb_to_recordset($1) as m (id text, fixture_id text, type text, specifiers text,
                  producer text, status text, version integer, result_version integer,
                  outcomes jsonb, registers jsonb)
               on conflict (id) do update
              set producer = excluded.producer, status = excluded.status,
                  version = excluded.version, result_version = excluded.result_version,
                  outcomes = excluded.outcomes, registers = excluded.registers`,
    values: [JSON.stringify(markets.map(marketRow))],
  });
}

async function writePostings(
  client: ClientBase,
  postings: readonly LinePosting[],
  recordedAt: Date,
): Promise<void> {
  const rows = postings.map(({ market, atMs }) => ({
    market_id: market.id,
    version: market.version,
    at: atMs === null ? null : new Date(atMs),
    status: market.status,
    prices: (market.offer?.outcomes ?? []).map(({ id, odds, active }) => [id, odds, active]),
  }));
  await client.query({
    name: 'odds-write-postings',
    text: `insert into odds.line_posting (market_id, version, at, recorded_at, status, prices)
           select market_id, version, at, $2, status, prices
             from jsonb_to_recordset($1) as p (market_id text, version integer, at timestamptz,
                  status text, prices jsonb)
               on conflict do nothing`,
    values: [JSON.stringify(rows), recordedAt],
  });
}

async function writeResults(
  client: ClientBase,
  results: readonly RecordedResult[],
  recordedAt: Date,
): Promise<void> {
  const rows = results.map(({ change, producer, certainty }, index) => ({
    index,
    market_id: change.marketId,
    result_version: change.resultVersion,
    kind: change.kind,
    producer,
    certainty,
    at: new Date(change.atMs),
    change,
  }));
  await client.query({
    name: 'odds-write-results',
    text: `insert into odds.market_result (market_id, result_version, kind, producer, certainty, at,
                  change, recorded_at)
           select market_id, result_version, kind, producer, certainty, at, change, $2
             from jsonb_to_recordset($1) as r (index integer, market_id text,
                  result_version integer, kind text, producer text, certainty smallint,
                  at timestamptz, change jsonb)
            order by index
               on conflict do nothing`,
    values: [JSON.stringify(rows), recordedAt],
  });
}
