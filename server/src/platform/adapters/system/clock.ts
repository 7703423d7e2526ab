import type { Clock } from '../../ports/clock.ts';
import { timerQueue } from '../timer-queue.ts';

/** The longest delay that Node's setTimeout takes; a longer one would fire at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/**
 * The machine's clock, held still while the machine's clock is set back.
 *
 * One Node timer serves all: Node keeps order among timers of equal delay only, and may fire up to
 * a millisecond early, so both are put right here.
 */
export function systemClock(): Clock {
  const queue = timerQueue();
  let latestMs = 0;
  let armed: NodeJS.Timeout | undefined;
  let armedForMs = Number.POSITIVE_INFINITY;

  function now(): number {
    latestMs = Math.max(latestMs, Date.now());
    return latestMs;
  }

  function arm(): void {
    const dueMs = queue.nextDueMs() ?? Number.POSITIVE_INFINITY;
    if (dueMs === armedForMs) return;
    clearTimeout(armed);
    armedForMs = dueMs;
    if (dueMs === Number.POSITIVE_INFINITY) return;
    armed = setTimeout(fire, Math.min(Math.max(dueMs - now(), 0), LONGEST_DELAY_MS));
    armed.unref();
  }

  function fire(): void {
    armedForMs = Number.POSITIVE_INFINITY;
    try {
      const nowMs = now();
      for (let due = queue.takeDue(nowMs); due !== undefined; due = queue.takeDue(nowMs))
        due.task();
    } finally {
      // A task that throws is a fault of its own; the timers after it still fire.
      arm();
    }
  }

  return {
    now,
    after(delayMs, task) {
      const remove = queue.add({ dueMs: now() + Math.max(delayMs, 0), task });
      arm();
      return () => {
        remove();
        arm();
      };
    },
  };
}
