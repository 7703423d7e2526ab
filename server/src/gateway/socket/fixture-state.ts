import type {
  BoardUpdate,
  FixtureDelta,
  FixtureDetail,
  FixtureSnapshot,
  Market,
} from '@winnex/contracts';

type FixtureHead = BoardUpdate['fixture'];

/** One fixture as last told: the newest version of the fixture and of each market wins. */
export interface FixtureState {
  offer(update: Pick<BoardUpdate, 'fixture' | 'markets'>): void;
  snapshot(): FixtureSnapshot;
  /** What changed since it was last taken, or null. */
  takeDelta(): FixtureDelta | null;
}

export function fixtureState({ markets: loaded, ...loadedHead }: FixtureDetail): FixtureState {
  const markets = new Map<string, Market>(loaded.map((market) => [market.id, market]));
  const changedMarkets = new Set<string>();
  let head: FixtureHead = loadedHead;
  let headChanged = false;

  return {
    offer(update) {
      if (update.fixture.version >= head.version && !sameText(update.fixture, head)) {
        head = update.fixture;
        headChanged = true;
      }
      for (const market of update.markets) {
        const known = markets.get(market.id);
        if (known !== undefined && market.version <= known.version) continue;
        markets.set(market.id, market);
        changedMarkets.add(market.id);
      }
    },
    snapshot: () => ({ fixture: { ...head, markets: [...markets.values()] } }),
    takeDelta() {
      if (!headChanged && changedMarkets.size === 0) return null;
      const delta: FixtureDelta = {
        ...(headChanged && { fixture: head }),
        markets: [...changedMarkets].flatMap((id) => markets.get(id) ?? []),
      };
      headChanged = false;
      changedMarkets.clear();
      return delta;
    },
  };
}

function sameText(a: FixtureHead, b: FixtureHead): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
