import type { MarketChange } from '@winnex/contracts';
import type { ClientBase, Pool } from 'pg';
import type { MarketGate } from '../domain/market-gate.ts';

/**
 * Takes over newer states of markets. Older or equal versions change nothing, so that changes may
 * come twice or out of order. When it returns, a suspension is in force for every later bet.
 */
export async function applyMarketChanges(
  pool: Pool,
  changes: readonly MarketChange[],
): Promise<void> {
  if (changes.length === 0) return;
  // One row a market, its newest, in a fixed order: two writers then never wait in a circle.
  const newest = new Map<string, MarketChange>();
  for (const change of changes) {
    const known = newest.get(change.marketId);
    if (known === undefined || known.version < change.version) newest.set(change.marketId, change);
  }
  const rows = [...newest.values()].sort((a, b) => (a.marketId < b.marketId ? -1 : 1));
  await pool.query({
    name: 'betting-apply-markets',
    text: `select betting.apply_markets($1::jsonb)`,
    values: [JSON.stringify(rows.map(toRow))],
  });
}

/** Reads markets under a share lock: their state cannot change before this transaction ends. */
export async function lockMarketGates(
  client: ClientBase,
  marketIds: readonly string[],
): Promise<Map<string, MarketGate>> {
  return readGates(client, marketIds, 'for share of g');
}

/** Reads markets as they are, without a lock: for a quote, which promises nothing. */
export async function readMarketGates(
  pool: Pool,
  marketIds: readonly string[],
): Promise<Map<string, MarketGate>> {
  return readGates(pool, marketIds, '');
}

interface GateRow {
  market_id: string;
  fixture_id: string;
  fixture_name: string;
  competition_name: string;
  sport: string;
  starts_at: Date;
  type: string;
  specifiers: string;
  name: string;
  outcome_names: Record<string, string>;
  status: string;
  version: bigint;
  in_play: boolean;
  home_score: number | null;
  away_score: number | null;
  outcome_ids: string[];
  outcome_odds: (number | null)[];
  outcome_active: boolean[];
}

async function readGates(
  client: Pool | ClientBase,
  marketIds: readonly string[],
  lock: '' | 'for share of g',
): Promise<Map<string, MarketGate>> {
  const { rows } = await client.query<GateRow>({
    name: lock === '' ? 'betting-read-gates' : 'betting-lock-gates',
    text: `select m.market_id, m.fixture_id, m.fixture_name, m.competition_name, m.sport,
                  m.starts_at, m.type, m.specifiers, m.name, m.outcome_names,
                  g.status, g.version, g.in_play, g.home_score, g.away_score,
                  g.outcome_ids, g.outcome_odds, g.outcome_active
             from betting.market_gate g
             join betting.market m on m.market_id = g.market_id
            where g.market_id = any ($1)
            order by g.market_id ${lock}`,
    values: [marketIds],
  });
  return new Map(rows.map((row) => [row.market_id, toGate(row)]));
}

function toGate(row: GateRow): MarketGate {
  const scored = row.home_score !== null && row.away_score !== null;
  return {
    marketId: row.market_id,
    fixtureId: row.fixture_id,
    fixtureName: row.fixture_name,
    competitionName: row.competition_name,
    sport: row.sport,
    startsAtMs: row.starts_at.getTime(),
    type: row.type,
    specifiers: row.specifiers,
    name: row.name,
    status: row.status,
    version: Number(row.version),
    inPlay: row.in_play,
    score: scored ? { home: row.home_score as number, away: row.away_score as number } : null,
    outcomes: row.outcome_ids.map((id, index) => ({
      id,
      name: row.outcome_names[id] ?? id,
      odds: row.outcome_odds[index] ?? null,
      active: row.outcome_active[index] === true,
    })),
  };
}

function toRow(change: MarketChange) {
  return {
    market_id: change.marketId,
    fixture_id: change.fixtureId,
    fixture_name: change.fixtureName,
    competition_name: change.competitionName,
    sport: change.sport,
    starts_at: new Date(change.startsAtMs).toISOString(),
    type: change.type,
    specifiers: change.specifiers,
    name: change.name,
    outcome_names: Object.fromEntries(change.outcomes.map((outcome) => [outcome.id, outcome.name])),
    status: change.status,
    version: change.version,
    in_play: change.inPlay,
    home_score: change.score?.home ?? null,
    away_score: change.score?.away ?? null,
    outcome_ids: change.outcomes.map((outcome) => outcome.id),
    outcome_odds: change.outcomes.map((outcome) => outcome.odds),
    outcome_active: change.outcomes.map((outcome) => outcome.active),
  };
}
