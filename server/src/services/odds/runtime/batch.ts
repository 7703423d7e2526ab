import type { MarketResultChange } from '@winnex/contracts';
import type { Board, BoardFixture, BoardMarket } from '../board/board.ts';
import type { BoardChange } from '../board/conclude.ts';
import { isFinished } from '../board/finished.ts';
import type { FeedMemoryChange } from '../store/feed-memory.ts';
import type { Quarantined } from '../store/quarantine.ts';
import type { BoardWrite } from '../store/write-board.ts';

/** What is to be told about one fixture: the newest state of each thing that changed. */
export interface FixtureNews {
  readonly fixture: BoardFixture;
  readonly markets: ReadonlyMap<string, BoardMarket>;
}

/** Gathers what a number of messages change, to be written and told as one. */
export interface Batch {
  readonly board: Board;
  /** `atMs` is the producer's time; null where the book itself decided. */
  add(change: BoardChange | null, atMs: number | null): void;
  quarantine(entry: Quarantined): void;
  remember(feed: string, memory: unknown): void;
  alive(feed: string, producer: string, atMs: number): void;
  /** Asks that a fixture leaves the board, unless it turns out to be unfinished by then. */
  retire(fixtureId: string): void;

  writes(): BoardWrite;
  news(): readonly FixtureNews[];
  results(): readonly MarketResultChange[];
  quarantined(): readonly Quarantined[];
  feedMemories(): readonly FeedMemoryChange[];
  retired(): readonly string[];
}

export function createBatch(board: Board): Batch {
  const fixtures = new Map<string, BoardFixture>();
  const markets = new Map<string, BoardMarket>();
  const postings: BoardWrite['postings'][number][] = [];
  const results: BoardWrite['results'][number][] = [];
  const changedMarkets = new Map<string, Map<string, BoardMarket>>();
  const latest = new Map<string, BoardFixture>();
  const quarantined: Quarantined[] = [];
  const memories = new Map<string, unknown>();
  const lastAlive = new Map<string, Record<string, number>>();
  const retired = new Set<string>();

  return {
    board,
    add(change, atMs) {
      if (change === null) return;
      const { fixture } = change;
      if (change.keepFixture) fixtures.set(fixture.id, fixture);
      for (const market of change.keepMarkets) markets.set(market.id, market);
      for (const market of change.markets) postings.push({ market, atMs });
      results.push(...change.results);
      latest.set(fixture.id, fixture);
      if (!change.fixtureChanged && change.markets.length === 0) return;
      const changed = changedMarkets.get(fixture.id) ?? new Map<string, BoardMarket>();
      for (const market of change.markets) changed.set(market.id, market);
      changedMarkets.set(fixture.id, changed);
    },
    quarantine(entry) {
      quarantined.push(entry);
    },
    remember(feed, memory) {
      memories.set(feed, memory);
    },
    alive(feed, producer, atMs) {
      lastAlive.set(feed, { ...lastAlive.get(feed), [producer]: atMs });
    },
    retire(fixtureId) {
      retired.add(fixtureId);
    },

    writes: () => ({
      fixtures: [...fixtures.values()],
      markets: [...markets.values()],
      postings,
      results,
    }),
    news: () =>
      [...changedMarkets].map(([id, changed]) => ({ fixture: latest.get(id)!, markets: changed })),
    results: () => results.map(({ change }) => change),
    quarantined: () => quarantined,
    feedMemories: () =>
      [...new Set([...memories.keys(), ...lastAlive.keys()])].map((feed) => ({
        feed,
        ...(memories.has(feed) ? { memory: memories.get(feed) ?? null } : {}),
        lastAliveMs: lastAlive.get(feed) ?? {},
      })),
    retired: () =>
      [...retired].filter((id) => {
        const fixture = board.fixtures.get(id);
        return fixture !== undefined && isFinished(fixture);
      }),
  };
}
