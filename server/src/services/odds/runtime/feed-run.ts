import type { Pool } from 'pg';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Ids } from '../../../platform/ports/ids.ts';
import type { Logger } from '../../../platform/telemetry/logger.ts';
import type { FeedContext, FeedMessage, FeedSession, SportsFeed } from '../feeds/feed.ts';
import { readFeedMemory } from '../store/feed-memory.ts';
import type { BoardWriter } from './board-writer.ts';
import { createFeedTally, type FeedCounters } from './feed-counters.ts';
import { createIntake } from './intake.ts';
import { createProducerHealth } from './producer-health.ts';
import { createRecovery, type RecoveryRequest } from './recovery.ts';
import { createSilenceWatch } from './silence-watch.ts';

export interface FeedSettings {
  /** A producer silent for so long is down; null: never, for recordings without signs of life. */
  readonly silenceMs: number | null;
  /** A recovery is given up, and asked for again, when nothing came for so long. */
  readonly recoveryTimeoutMs: number;
  /** The pause between failed recoveries doubles up to this. */
  readonly recoveryBackOffMsMax: number;
}

export const defaultFeedSettings: FeedSettings = {
  silenceMs: 20_000,
  recoveryTimeoutMs: 60_000,
  recoveryBackOffMsMax: 60_000,
};

export interface FeedRun {
  readonly feed: string;
  /**
   * Resolves when a finite feed was delivered whole and everything is written and handed over, or
   * when the run was stopped. Rejects when the feed broke down. Its markets are suspended then.
   */
  readonly finished: Promise<void>;
  /** Ends the session and suspends the feed's markets. */
  stop(): Promise<void>;
  counters(): FeedCounters;
}

export interface FeedRunOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly writer: BoardWriter;
}

/** Runs one session of a feed on the board, from its first recovery to its end. */
export async function startFeedRun(
  options: FeedRunOptions,
  feed: SportsFeed,
  settings: FeedSettings,
): Promise<FeedRun> {
  const { clock, ids, pool, writer } = options;
  const logger = options.logger.child({ feed: feed.name });
  const stored = await readFeedMemory(pool, feed.name);
  const known = Object.entries(stored.lastAliveMs);
  const health = createProducerHealth(clock);
  for (const [name, atMs] of known) health.meet(name, atMs);
  const tally = createFeedTally(clock, health);

  const recovery = createRecovery({
    ...{ clock, ids, logger, health },
    sinceMs: known.length === 0 ? null : Math.min(...known.map(([, atMs]) => atMs)),
    timeoutMs: settings.recoveryTimeoutMs,
    backOffMsMax: settings.recoveryBackOffMsMax,
    ask,
  });
  const { silenceMs } = settings;
  const watch =
    silenceMs === null
      ? null
      : createSilenceWatch(clock, health, silenceMs, () => {
          writer.submitNow({ apply: (batch) => intake.suspendSilent(batch, silenceMs) });
        });
  const intake = createIntake({
    ...{ feed: feed.name, clock, logger, health, recovery, tally },
    onUp: () => watch?.arm(),
  });

  let over = false;
  const session = await feed.start(context());
  recovery.begin();
  const finished = Promise.withResolvers<void>();
  finished.promise.catch(() => undefined);
  let ending: Promise<void> | null = null;
  session.finished.then(
    () => end().then(finished.resolve, finished.reject),
    (error: unknown) => {
      logger.error({ err: error }, 'a feed broke down');
      const fail = () => finished.reject(error);
      end().then(fail, fail);
    },
  );

  function context(): FeedContext {
    return {
      clock,
      logger,
      memory: stored.memory,
      remember: (memory) => writer.submit({ apply: (batch) => batch.remember(feed.name, memory) }),
      deliver,
      reject({ source, line, reason }) {
        const where = line === undefined ? { source } : { source, line };
        const entry = { feed: feed.name, ...where, reason };
        const taken = writer.submitNow({ apply: (batch) => intake.quarantine(batch, entry) });
        if (!taken) tally.add('reportsDropped');
      },
    };
  }

  async function deliver(message: FeedMessage): Promise<void> {
    if (over) return;
    const fixtureId = fixtureOf(message);
    await writer.submit({
      ...(fixtureId === null ? {} : { fixtureId }),
      apply: (batch) => intake.take(batch, message),
    });
  }

  /** The markets are held first, so that only what the answer states can reopen. */
  function ask(request: RecoveryRequest, producers: readonly string[]): void {
    writer.submitNow({
      apply(batch) {
        if (over) return;
        intake.hold(batch, producers);
        recover(session, request).catch((error) => recovery.fail(request.requestId, error));
      },
    });
  }

  function end(): Promise<void> {
    ending ??= (async () => {
      over = true;
      recovery.stop();
      watch?.stop();
      await session.stop();
      await writer.idle();
      writer.submitNow({ apply: (batch) => intake.close(batch) });
      await writer.idle();
    })();
    return ending;
  }

  return {
    feed: feed.name,
    finished: finished.promise,
    async stop() {
      await end();
      finished.resolve();
    },
    counters: () => tally.counters(recovery.attempts()),
  };
}

/** A feed that throws at once fails the same way as one that rejects. */
async function recover(session: FeedSession, request: RecoveryRequest): Promise<void> {
  await session.recover(request);
}

/** Looks without trusting: the message has not been read yet. */
function fixtureOf(message: FeedMessage): string | null {
  const said: {
    readonly fixtureId?: unknown;
    readonly fixture?: { readonly id?: unknown };
  } | null = message as object | null;
  const id = said?.fixtureId ?? said?.fixture?.id;
  return typeof id === 'string' && id.isWellFormed() && !id.includes('\0') ? id : null;
}
