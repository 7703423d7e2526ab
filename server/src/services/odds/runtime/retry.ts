import type { Clock } from '../../../platform/ports/clock.ts';
import type { Logger } from '../../../platform/telemetry/logger.ts';

/** Thrown out of a retry that was told to give up. */
export class GaveUp extends Error {}

export interface Retry {
  /** Repeats `action` until it succeeds. Rejects with `GaveUp` once told to and the last failed. */
  run<Answer>(what: string, action: () => Promise<Answer>): Promise<Answer>;
  /** Ends waiting; whoever fails from now on is not repeated. */
  giveUp(): void;
  failures(): number;
}

const FIRST_WAIT_MS = 100;
const WAIT_MS_MAX = 5_000;
/** From this failure in a row on, a person should look. */
const ALARM_AT = 5;

/** Repeats with bounded back-off: what must not be overtaken is worth waiting for. */
export function createRetry(clock: Clock, logger: Logger): Retry {
  let givenUp = false;
  let failures = 0;
  let endWait = (): void => undefined;

  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      endWait = () => {
        cancel();
        resolve();
      };
    });
  }

  return {
    async run(what, action) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await action();
        } catch (error) {
          failures += 1;
          if (givenUp) throw new GaveUp(what, { cause: error });
          const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), WAIT_MS_MAX);
          const log = attempt >= ALARM_AT ? logger.error : logger.warn;
          log.call(
            logger,
            { err: error, what, attempt, waitMs },
            'the odds service repeats a step',
          );
          await wait(waitMs);
          if (givenUp) throw new GaveUp(what, { cause: error });
        }
      }
    },
    giveUp() {
      givenUp = true;
      endWait();
    },
    failures: () => failures,
  };
}
