import { describe, expect, it } from 'vitest';
import type { FixtureStatus, MarketKey } from '../feeds/feed.ts';
import { boardOf } from '../testing/board.ts';
import { fixtureChange, oddsChange, oneXTwo, settlement } from '../testing/messages.ts';
import { createCatalogue } from './catalogue.ts';
import { marketChange } from './market-change.ts';

function catalogueOf(board: ReturnType<typeof boardOf>) {
  return createCatalogue({
    onOffer: () => board.fixtures.values(),
    inMemory: (id) => board.fixtures.get(id),
    stored: async () => null,
  });
}

function fixtureAt(id: string, status: FixtureStatus, startsAt: number, competition = 'league') {
  const change = fixtureChange(1, status, id);
  const { fixture } = change;
  const described = { ...fixture.competition, id: competition, name: competition };
  return { ...change, fixture: { ...fixture, startsAt, competition: described } };
}

describe('fixtures', () => {
  const board = boardOf([
    fixtureAt('over', 'ended', 1),
    fixtureAt('later', 'not-started', 9),
    fixtureAt('soon', 'not-started', 5, 'cup'),
    fixtureAt('now', 'live', 7),
  ]);
  const catalogue = catalogueOf(board);

  it.each([
    [{}, ['now', 'soon', 'later', 'over']],
    [{ limit: 2 }, ['now', 'soon']],
    [{ competition: 'cup' }, ['soon']],
    [{ status: 'not-started' as const }, ['soon', 'later']],
    [{ competition: 'none' }, []],
  ])('%j', async (query, expected) => {
    const { fixtures } = await catalogue.fixtures(query);
    expect(fixtures.map(({ id }) => id)).toEqual(expected);
  });

  it('are counted by competition', async () => {
    const { competitions } = await catalogue.competitions();
    expect(competitions).toMatchObject([
      { id: 'cup', fixtures: 1, live: 0, sport: 'football', category: 'England' },
      { id: 'league', fixtures: 3, live: 1 },
    ]);
  });
});

describe('markets', () => {
  const keys: MarketKey[] = [
    { type: 'winning-method', specifiers: 'variant=a|way=b' },
    { type: 'totals', specifiers: 'total=10.5' },
    { type: 'asian-handicap', specifiers: 'handicap=-0.5|score=1:0' },
    { type: 'totals', specifiers: 'total=2.5' },
    oneXTwo,
  ];
  const prices = keys.map((key) => oddsChange(2, 18_000, 'active', key));
  const board = boardOf([fixtureChange(1), ...prices, settlement(3, 'draw')]);

  it('come in display order with names for people', async () => {
    const detail = await catalogueOf(board).fixture('m1');
    expect(detail?.markets.map(({ name }) => name)).toEqual([
      expect.any(String),
      expect.stringContaining('2.5'),
      expect.stringContaining('10.5'),
      expect.stringMatching(/-0\.5 \(from 1:0\)$/),
      'Winning method (variant=a, way=b)',
    ]);
    expect(
      detail?.markets[0]?.outcomes.map(({ name, odds, result }) => [name, odds, result]),
    ).toEqual([
      ['Home Town', '1.80', 'lost'],
      ['Draw', '1.90', 'won'],
      ['Away City', null, 'lost'],
    ]);
  });

  it('are summed up in the lobby row', async () => {
    const { fixtures } = await catalogueOf(board).fixtures({});
    expect(fixtures[0]).toMatchObject({ marketsOpen: 4, mainMarket: { type: '1x2' } });
  });

  it('go to betting whole', () => {
    const fixture = board.fixtures.get('m1')!;
    expect(marketChange(fixture, fixture.markets.get('m1/1x2')!)).toEqual({
      marketId: 'm1/1x2',
      fixtureId: 'm1',
      fixtureName: 'Home Town v Away City',
      competitionName: 'League',
      sport: 'football',
      startsAtMs: 1_000_000,
      type: '1x2',
      specifiers: '',
      name: expect.any(String),
      status: 'settled',
      version: 2,
      inPlay: false,
      outcomes: [
        { id: 'home', name: 'Home Town', odds: 18_000, active: true },
        { id: 'draw', name: 'Draw', odds: 19_000, active: true },
        { id: 'away', name: 'Away City', odds: null, active: false },
      ],
    });
  });
});
