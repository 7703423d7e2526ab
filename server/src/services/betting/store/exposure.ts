import type { ClientBase } from 'pg';
import type { ExposureBook, MarketExposure } from '../domain/liability.ts';

/** A market and the fixture it belongs to. */
export interface MarketOfFixture {
  readonly marketId: string;
  readonly fixtureId: string;
}

/**
 * Locks the exposure of these markets' fixtures until the transaction ends, and reads that of the
 * markets. Fixtures are locked in a fixed order.
 */
export async function lockExposure(
  client: ClientBase,
  markets: readonly MarketOfFixture[],
): Promise<ExposureBook> {
  const fixtureIds = [...new Set(markets.map(({ fixtureId }) => fixtureId))].sort();
  const fixtures = await client.query<{ fixture_id: string; worst_minor: bigint }>({
    name: 'betting-lock-exposure',
    text: `select fixture_id, worst_minor from betting.lock_exposure($1)`,
    values: [fixtureIds],
  });
  const rows = await client.query<ExposureRow>({
    name: 'betting-read-exposure',
    text: `select m.market_id, m.fixture_id, m.stakes_minor, m.worst_minor,
                  o.outcome_id, o.payouts_minor
             from betting.market_exposure m
             join betting.outcome_exposure o on o.market_id = m.market_id
            where m.market_id = any ($1)`,
    values: [[...new Set(markets.map(({ marketId }) => marketId))]],
  });
  return {
    fixturesMinor: new Map(fixtures.rows.map((row) => [row.fixture_id, row.worst_minor])),
    markets: marketsOf(rows.rows),
  };
}

interface ExposureRow {
  market_id: string;
  fixture_id: string;
  stakes_minor: bigint;
  worst_minor: bigint;
  outcome_id: string;
  payouts_minor: bigint;
}

function marketsOf(rows: readonly ExposureRow[]): Map<string, MarketExposure> {
  const markets = new Map<string, MarketExposure>();
  for (const row of rows) {
    const market = markets.get(row.market_id) ?? {
      fixtureId: row.fixture_id,
      stakesMinor: row.stakes_minor,
      worstMinor: row.worst_minor,
      payoutsMinor: new Map<string, bigint>(),
    };
    market.payoutsMinor.set(row.outcome_id, row.payouts_minor);
    markets.set(row.market_id, market);
  }
  return markets;
}

/** Writes what these outcomes' bets have changed. The caller holds the lock. */
export async function saveExposure(
  client: ClientBase,
  book: ExposureBook,
  outcomes: readonly { readonly marketId: string; readonly outcomeId: string }[],
): Promise<void> {
  if (outcomes.length === 0) return;
  const distinct = new Map(outcomes.map((each) => [`${each.marketId}\n${each.outcomeId}`, each]));
  const marketIds = [...new Set(outcomes.map(({ marketId }) => marketId))];
  const markets = marketIds.map((id) => [id, book.markets.get(id) as MarketExposure] as const);
  const fixtureIds = [...new Set(markets.map(([, market]) => market.fixtureId))];
  await client.query({
    name: 'betting-save-exposure',
    text: `select betting.save_exposure($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      [...distinct.values()].map(({ marketId }) => marketId),
      [...distinct.values()].map(({ outcomeId }) => outcomeId),
      [...distinct.values()].map(
        ({ marketId, outcomeId }) => book.markets.get(marketId)?.payoutsMinor.get(outcomeId) ?? 0n,
      ),
      marketIds,
      markets.map(([, market]) => market.fixtureId),
      markets.map(([, market]) => market.stakesMinor),
      markets.map(([, market]) => market.worstMinor),
      fixtureIds,
      fixtureIds.map((id) => book.fixturesMinor.get(id) ?? 0n),
    ],
  });
}
