import { virtualClock } from '../../../../../platform/adapters/simulated/clock.ts';
import { silentLogger } from '../../../../../platform/telemetry/logger.ts';
import type { FeedContext, FeedMessage } from '../../feed.ts';
import type { SimulatedSeasonSettings } from '../settings.ts';
import { simulatedSeason } from '../simulated-season.ts';

export const START_MS = 1_800_000_000_000;

/** Prices are looked at less often than by default, which is all that costs time. */
const SELDOM = { preMatchTickMs: 60_000, liveTickMs: 10_000 };

export interface PlayOptions {
  readonly settings?: Partial<SimulatedSeasonSettings>;
  readonly startMs?: number;
  readonly memory?: unknown;
  readonly sinceMs?: number | null;
  readonly deliver?: FeedContext['deliver'];
}

/** Starts a season on a virtual clock and recovers it; `messages` grows as the clock advances. */
export async function startSeason(options: PlayOptions = {}) {
  const clock = virtualClock(options.startMs ?? START_MS);
  const messages: FeedMessage[] = [];
  const memories: unknown[] = [];
  const context: FeedContext = {
    clock,
    logger: silentLogger,
    memory: options.memory ?? null,
    remember: async (memory) => void memories.push(JSON.parse(JSON.stringify(memory))),
    reject: (rejection) => {
      throw new Error(rejection.reason);
    },
    async deliver(message) {
      messages.push(message);
      await options.deliver?.(message);
    },
  };
  const session = await simulatedSeason({ ...SELDOM, ...options.settings }).start(context);
  const recover = (requestId = 'first', sinceMs = options.sinceMs ?? null) =>
    session.recover({ requestId, sinceMs });
  return { clock, session, messages, memories, recover };
}

/** The messages of a season from its start until `forMs` later. */
export async function playSeason(forMs: number, options: PlayOptions = {}): Promise<FeedMessage[]> {
  const { clock, session, messages, recover } = await startSeason(options);
  await recover();
  await clock.advance(forMs);
  await session.stop();
  return messages;
}

/** The messages about fixtures: without alive and snapshot-complete. */
export function aboutFixtures(messages: readonly FeedMessage[]) {
  return messages.filter(
    (message) => message.kind !== 'alive' && message.kind !== 'snapshot-complete',
  );
}

/** The fixture a message is about. */
export function fixtureIdOf(message: FeedMessage): string | undefined {
  if (message.kind === 'fixture-change') return message.fixture.id;
  return 'fixtureId' in message ? message.fixtureId : undefined;
}
