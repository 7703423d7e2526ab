import { type Book, createBook, type World } from '../composition/book.ts';
import type { Config } from '../composition/config.ts';
import { memoryBroadcast } from '../platform/adapters/memory/broadcast.ts';
import { virtualClock } from '../platform/adapters/simulated/clock.ts';
import { systemClock } from '../platform/adapters/system/clock.ts';
import { systemIds } from '../platform/adapters/system/ids.ts';
import { systemRandom } from '../platform/adapters/system/random.ts';
import type { Logger } from '../platform/telemetry/logger.ts';
import type { FeedMessage, SportsFeed } from '../services/odds/feeds/feed.ts';
import type { FeedCounters } from '../services/odds/index.ts';

/** Somebody who takes part in a replay. */
export interface ReplayGuest {
  /** After each message has been taken in, before the next one is. */
  watch(message: FeedMessage, book: Book, world: World): Promise<void>;
  /** After the last message, when all results are settled. */
  conclude(book: Book): Promise<void>;
}

/** What a replay posts is of long ago by its own clock; none of it is old history to it. */
const retentionDays = 400 * 366;

/** Years without a message are no silence in a recording. */
const neverMs = 400 * 366 * 86_400_000;

/**
 * Plays a recorded feed through the whole book at the recording's own time: the clock stands where
 * each message says, so that bets close when the matches of that day began.
 */
export async function replayFeed(options: {
  readonly config: Config;
  readonly pool: World['pool'];
  readonly logger: Logger;
  readonly feed: SportsFeed;
  readonly guest?: ReplayGuest;
}): Promise<FeedCounters> {
  const machineClock = systemClock();
  const clock = virtualClock(0);
  const random = systemRandom();
  const world: World = {
    pool: options.pool,
    clock,
    random,
    ids: systemIds(clock, random),
    logger: options.logger,
    broadcast: memoryBroadcast(options.logger),
  };
  const book = createBook(options.config, world, { retentionDays });
  await book.odds.start();
  const paced: SportsFeed = {
    name: options.feed.name,
    start: (context) =>
      options.feed.start({
        ...context,
        // The session's signs of life come at the pace of the machine, not of the season.
        clock: machineClock,
        async deliver(message) {
          if (message.at > clock.now()) await clock.advance(message.at - clock.now());
          await context.deliver(message);
          await options.guest?.watch(message, book, world);
        },
      }),
  };
  const run = await book.odds.runFeed(paced, { silenceMs: neverMs, recoveryTimeoutMs: neverMs });
  await run.finished;
  await options.guest?.conclude(book);
  const counters = run.counters();
  await book.odds.stop();
  await world.broadcast.close();
  return counters;
}
