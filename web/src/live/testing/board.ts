import type { FixtureDetail, FixtureSummary, Market } from '@winnex/contracts';

/** Small pieces of a board for tests. */
export function market(changes: Partial<Market> = {}): Market {
  return {
    id: 'm1',
    fixtureId: 'f1',
    type: '1x2',
    specifiers: '',
    name: 'Match result',
    status: 'active',
    version: 1,
    outcomes: [
      { id: 'home', name: 'Rovers', odds: '2.5', active: true },
      { id: 'away', name: 'United', odds: '1.8', active: true },
    ],
    ...changes,
  };
}

export function fixture(changes: Partial<FixtureDetail> = {}): FixtureDetail {
  return {
    id: 'f1',
    competition: { id: 'c1', name: 'First Division', sport: 'football', category: 'England' },
    home: 'Rovers',
    away: 'United',
    startsAt: '2026-11-22T15:00:00.000Z',
    status: 'live',
    version: 1,
    markets: [market()],
    ...changes,
  };
}

export function summary(changes: Partial<FixtureSummary> = {}): FixtureSummary {
  const { markets: _, ...fields } = fixture();
  return { ...fields, mainMarket: market(), marketsOpen: 1, ...changes };
}
