import type { OddsOperations } from '@winnex/contracts';
import type { Pool } from 'pg';
import type { Broadcast } from '../../platform/ports/broadcast.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { Logger } from '../../platform/telemetry/logger.ts';
import { createBoard } from './board/board.ts';
import { createCatalogue } from './catalogue/catalogue.ts';
import type { SportsFeed } from './feeds/feed.ts';
import { createBoardWriter } from './runtime/board-writer.ts';
import { type BettingDoor, createEffects } from './runtime/effects.ts';
import { type FeedRun, type FeedSettings, startFeedRun } from './runtime/feed-run.ts';
import { createLobby } from './runtime/lobby.ts';
import { type OddsMetrics, oddsMetrics } from './runtime/metrics.ts';
import { createPruning } from './runtime/pruning.ts';
import { resume } from './runtime/resume.ts';
import { createRetry } from './runtime/retry.ts';
import { defaultOddsSettings, type OddsSettings } from './settings.ts';
import { readFixtures } from './store/read-board.ts';

export type { FeedCounters } from './runtime/feed-counters.ts';
export type { FeedRun, FeedSettings } from './runtime/feed-run.ts';
export type { OddsMetrics } from './runtime/metrics.ts';
export { defaultOddsSettings, type OddsSettings } from './settings.ts';

export interface OddsServiceOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly broadcast: Broadcast;
  readonly betting: BettingDoor;
  readonly settings?: Partial<OddsSettings>;
}

export interface OddsService {
  readonly operations: OddsOperations;
  /** Reads the board back and tells betting what it may have missed. Before any feed. */
  start(): Promise<void>;
  /** Runs a session of a feed. Rejects when the feed does not start, or one of its name runs. */
  runFeed(feed: SportsFeed, settings?: Partial<FeedSettings>): Promise<FeedRun>;
  /** True when at least one producer is up, so that something can be open for bets. */
  marketsOpen(): boolean;
  /** Resolves when everything that feeds have delivered so far is written and told to betting. */
  idle(): Promise<void>;
  metrics(): OddsMetrics;
  /** Ends the feeds, suspends their markets and finishes what was taken, as far as that works. */
  stop(): Promise<void>;
}

/** The book's prices: takes what feeds say, keeps it, and tells betting and clients. */
export function createOddsService(options: OddsServiceOptions): OddsService {
  const { pool, clock, ids, broadcast, betting } = options;
  const logger = options.logger.child({ service: 'odds' });
  const settings = { ...defaultOddsSettings, ...options.settings };
  const board = createBoard(settings);
  const retry = createRetry(clock, logger);
  const lobby = createLobby({
    clock,
    lingerMs: settings.finishedLingerMs,
    retire(fixtureIds) {
      writer.submitNow({
        apply(batch) {
          for (const id of fixtureIds) batch.retire(id);
        },
      });
    },
  });
  const effects = createEffects({ pool, clock, broadcast, betting, board, lobby, retry });
  const { batchMax, waitingMax } = settings;
  const writer = createBoardWriter({ retry, logger, batchMax, waitingMax, ...effects });
  const pruning = createPruning({ pool, clock, logger, retentionDays: settings.retentionDays });
  const runs = new Map<string, FeedRun>();
  const starting = new Set<string>();

  async function runFeed(
    feed: SportsFeed,
    feedSettings: Partial<FeedSettings> = {},
  ): Promise<FeedRun> {
    if (starting.has(feed.name)) throw new Error(`feed "${feed.name}" runs already`);
    starting.add(feed.name);
    try {
      const run = await startFeedRun({ pool, clock, ids, logger, writer }, feed, {
        ...settings,
        ...feedSettings,
      });
      runs.set(feed.name, run);
      const forget = () => starting.delete(feed.name);
      run.finished.then(forget, forget);
      return run;
    } catch (error) {
      starting.delete(feed.name);
      throw error;
    }
  }

  return {
    operations: createCatalogue({
      onOffer: lobby.onOffer,
      inMemory: lobby.get,
      async stored(fixtureId) {
        const [fixture] = await readFixtures(pool, [fixtureId]);
        return fixture ?? null;
      },
    }),
    async start() {
      await resume({ pool, board, lobby, effects, betting, retry, nowMs: clock.now() });
      pruning.start();
    },
    runFeed,
    marketsOpen: () => board.producersUp.size > 0,
    idle: () => writer.idle(),
    metrics: () => oddsMetrics({ board, writer, retry, runs: runs.values() }),
    async stop() {
      await pruning.stop();
      writer.giveUpOnFailure();
      await Promise.all([...runs.values()].map((run) => run.stop()));
      await writer.idle();
      lobby.stop();
    },
  };
}
