import type { Clock } from '../platform/ports/clock.ts';
import type { Logger } from '../platform/telemetry/logger.ts';

/** Runs a chore from time to time; the next wait begins when the last run has ended. */
export function repeatEvery(
  clock: Clock,
  everyMs: number,
  chore: () => Promise<void>,
  logger: Logger,
): { stop(): Promise<void> } {
  let cancel = (): void => undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;

  async function run(): Promise<void> {
    try {
      await chore();
    } catch (error) {
      logger.warn({ err: error }, 'a chore failed and will be tried again');
    }
    if (!stopped) arm();
  }

  function arm(): void {
    cancel = clock.after(everyMs, () => {
      running = run();
    });
  }

  arm();
  return {
    async stop() {
      stopped = true;
      cancel();
      await running;
    },
  };
}
