import type { Clock } from '../../ports/clock.ts';
import { timerQueue } from '../timer-queue.ts';

export interface VirtualClock extends Clock {
  /**
   * Moves time on by `ms`, firing what falls due on the way, each at its own time. Between two
   * timers, promises that are ready run to their end.
   */
  advance(ms: number): Promise<void>;
}

/** A clock that stands still until it is advanced. */
export function virtualClock(startMs: number): VirtualClock {
  const queue = timerQueue();
  let nowMs = startMs;

  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

  return {
    now: () => nowMs,
    after: (delayMs, task) => queue.add({ dueMs: nowMs + Math.max(delayMs, 0), task }),
    async advance(ms) {
      if (!(ms >= 0)) throw new RangeError(`a clock cannot be advanced by ${ms} ms`);
      const untilMs = nowMs + ms;
      await settle();
      for (let due = queue.takeDue(untilMs); due !== undefined; due = queue.takeDue(untilMs)) {
        nowMs = Math.max(nowMs, due.dueMs);
        due.task();
        await settle();
      }
      nowMs = Math.max(nowMs, untilMs);
    },
  };
}
