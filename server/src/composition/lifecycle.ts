import type { Logger } from '../platform/telemetry/logger.ts';

export interface Lifecycle {
  /** What to do at the end; steps run in reverse order of their registration. */
  onStop(name: string, step: () => Promise<void> | void): void;
  /** Runs every step once, whatever the ones before it did; later calls wait for the first. */
  stop(): Promise<void>;
}

/** Remembers what was started, to stop it in reverse order. */
export function createLifecycle(logger: Logger): Lifecycle {
  const steps: { readonly name: string; readonly step: () => Promise<void> | void }[] = [];
  let stopping: Promise<void> | undefined;

  async function stopAll(): Promise<void> {
    for (let last = steps.pop(); last !== undefined; last = steps.pop()) {
      try {
        await last.step();
        logger.debug({ part: last.name }, 'stopped');
      } catch (error) {
        logger.error({ part: last.name, err: error }, 'could not be stopped cleanly');
      }
    }
  }

  return {
    onStop: (name, step) => steps.push({ name, step }),
    stop: () => {
      stopping ??= stopAll();
      return stopping;
    },
  };
}
