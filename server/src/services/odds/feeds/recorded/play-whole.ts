import type { Clock } from '../../../../platform/ports/clock.ts';
import { silentLogger } from '../../../../platform/telemetry/logger.ts';
import type { FeedContext, FeedMessage, FeedRejection, SportsFeed } from '../feed.ts';

export interface Played {
  readonly messages: readonly FeedMessage[];
  readonly rejections: readonly FeedRejection[];
}

const stillClock: Clock = { now: () => 0, after: () => () => undefined };

/** A context that keeps what it is told; `deliver` then runs, to be slow or to fail. */
export function recordingContext(deliver?: FeedContext['deliver'], clock: Clock = stillClock) {
  const messages: FeedMessage[] = [];
  const rejections: FeedRejection[] = [];
  const context: FeedContext = {
    clock,
    logger: silentLogger,
    memory: null,
    remember: async () => undefined,
    reject: (rejection) => rejections.push(rejection),
    async deliver(message) {
      messages.push(message);
      await deliver?.(message);
    },
  };
  return { context, messages, rejections };
}

/** Plays a finite feed from its first recovery to its end. */
export async function playWhole(feed: SportsFeed): Promise<Played> {
  const { context, messages, rejections } = recordingContext();
  const session = await feed.start(context);
  await session.recover({ requestId: 'first', sinceMs: null });
  await session.finished;
  await session.stop();
  return { messages, rejections };
}
