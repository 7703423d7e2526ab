import type { FixtureDelta, FixtureDetail, Market } from '@winnex/contracts';

/** A fixture and its markets by id. A market that did not change keeps its identity. */
export interface FixtureState {
  readonly fixture: Omit<FixtureDetail, 'markets'>;
  readonly markets: ReadonlyMap<string, Market>;
}

export function fixtureFromDetail({ markets, ...fixture }: FixtureDetail): FixtureState {
  return { fixture, markets: new Map(markets.map((market) => [market.id, market])) };
}

/** Takes over what is newer; a state older than the known one changes nothing. */
export function applyFixtureDelta(state: FixtureState, delta: FixtureDelta): FixtureState {
  const newer = delta.markets.filter((market) => {
    const known = state.markets.get(market.id);
    return known === undefined || known.version <= market.version;
  });
  const fixture =
    delta.fixture !== undefined && delta.fixture.version >= state.fixture.version
      ? delta.fixture
      : state.fixture;
  if (newer.length === 0) return fixture === state.fixture ? state : { ...state, fixture };
  const markets = new Map(state.markets);
  for (const market of newer) markets.set(market.id, market);
  return { fixture, markets };
}
