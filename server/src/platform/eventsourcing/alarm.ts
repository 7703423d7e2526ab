import type { Clock } from '../ports/clock.ts';

/** A sleep that can be cut short. A ring while nobody sleeps ends the next sleep at once. */
export interface Alarm {
  ring(): void;
  sleep(longestMs: number): Promise<void>;
}

export function createAlarm(clock: Clock): Alarm {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    async sleep(longestMs) {
      if (!rung) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        const cancel = clock.after(longestMs, resolve);
        await promise;
        cancel();
        wake = null;
      }
      rung = false;
    },
  };
}
