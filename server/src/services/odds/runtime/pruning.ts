import type { Pool } from 'pg';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Logger } from '../../../platform/telemetry/logger.ts';
import { prune } from '../store/prune.ts';

const EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Deletes old history once an hour. A failure is logged, and the next hour tries again. */
export function createPruning(options: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly retentionDays: number;
}): { start(): void; stop(): Promise<void> } {
  const { pool, clock, logger, retentionDays } = options;
  let cancel = (): void => undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;

  async function run(): Promise<void> {
    try {
      const rows = await prune(pool, clock.now() - retentionDays * DAY_MS);
      if (rows > 0) logger.info({ rows, retentionDays }, 'old line postings were deleted');
    } catch (error) {
      logger.warn({ err: error }, 'old line postings could not be deleted');
    }
  }

  // Armed anew only after a run, so that a clock that leaps over days does not start many at once.
  function arm(): void {
    cancel = clock.after(EVERY_MS, () => {
      running = run().then(() => {
        if (!stopped) arm();
      });
    });
  }

  return {
    start: arm,
    async stop() {
      stopped = true;
      cancel();
      await running;
    },
  };
}
