import type { Clock } from '../../../platform/ports/clock.ts';

/**
 * Runs `task` now and then every `intervalMs` after it has ended, until stopped. `stop` resolves
 * when a run in progress has ended.
 */
export function repeat(
  clock: Clock,
  intervalMs: number,
  task: () => Promise<void>,
): { stop(): Promise<void> } {
  let stopped = false;
  let cancel: () => void = () => undefined;
  let current = run();

  async function run(): Promise<void> {
    await task();
    if (!stopped) {
      cancel = clock.after(intervalMs, () => {
        current = run();
      });
    }
  }

  return {
    async stop() {
      stopped = true;
      cancel();
      await current;
    },
  };
}
