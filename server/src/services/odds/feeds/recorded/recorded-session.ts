import type { FeedContext, FeedMessage, FeedSession } from '../feed.ts';
import { recordedBoard } from './recorded-board.ts';

/** A feed's law asks for one at least every 10 s; half of that forgives a late timer. */
const ALIVE_EVERY_MS = 5_000;

export interface Recording {
  /** Name used for the messages that the recording itself does not hold. */
  readonly producer: string;
  /** Every producer that speaks in the recording, the above included where it does. */
  readonly producers: readonly string[];
  /** What stands on the board when the recording begins; the first recovery sends it. */
  readonly opening: readonly FeedMessage[];
  /** What follows, in the order of the recording's own time. */
  readonly messages: Iterable<FeedMessage>;
}

/**
 * Plays a recording through the feed's door. The first recovery sends the opening state, and then
 * the messages follow one by one, each when the one before was taken. A later recovery breaks in
 * between two messages and says again what was said so far: open fixtures and markets as they
 * stand, results since the time asked for.
 *
 * `finished` resolves after the last message; it rejects when a delivery failed, and stays open
 * when the session was stopped before the end.
 */
export function recordedSession(recording: Recording, context: FeedContext): FeedSession {
  const board = recordedBoard();
  const isDown = new Set<string>();
  const finished = Promise.withResolvers<void>();
  finished.promise.catch(() => undefined);
  let isStopped = false;
  let isPlaying = false;
  let nowMs = recording.opening[0]?.at ?? 0;
  let line: Promise<void> = Promise.resolve();

  /** One speaker at a time: recoveries, messages and signs of life queue here. */
  function inLine(task: () => Promise<void>): Promise<void> {
    const turn = line.then(task);
    line = turn.catch(() => undefined);
    return turn;
  }

  async function say(message: FeedMessage): Promise<void> {
    if (isStopped) return;
    nowMs = Math.max(nowMs, message.at);
    await context.deliver(message);
    board.apply(message);
    if (message.kind !== 'alive') return;
    if (message.subscribed) isDown.delete(message.producer);
    else isDown.add(message.producer);
  }

  async function play(): Promise<void> {
    for (const message of recording.messages) {
      if (isStopped) return;
      await inLine(() => say(message));
    }
    if (!isStopped) finished.resolve();
  }

  let cancelAlive = context.clock.after(ALIVE_EVERY_MS, showLife);
  function showLife(): void {
    inLine(async () => {
      for (const producer of recording.producers) {
        await say({ kind: 'alive', producer, at: nowMs, subscribed: !isDown.has(producer) });
      }
    }).then(() => {
      if (!isStopped) cancelAlive = context.clock.after(ALIVE_EVERY_MS, showLife);
    }, finished.reject);
  }

  return {
    finished: finished.promise,
    recover: ({ requestId, sinceMs }) =>
      inLine(async () => {
        const isFirst = !isPlaying;
        const state = isFirst ? recording.opening : board.present(sinceMs);
        for (const message of state) await say(message);
        const { producer } = recording;
        await say({ kind: 'snapshot-complete', producer, at: nowMs, requestId });
        if (!isFirst || isStopped) return;
        isPlaying = true;
        play().catch(finished.reject);
      }),
    async stop() {
      isStopped = true;
      cancelAlive();
      await line;
    },
  };
}
