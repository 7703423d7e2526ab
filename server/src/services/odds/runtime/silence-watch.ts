import type { Clock } from '../../../platform/ports/clock.ts';
import type { ProducerHealth } from './producer-health.ts';

export interface SilenceWatch {
  /** Starts watching, if some producer is up and nobody watches yet. */
  arm(): void;
  stop(): void;
}

/** Wakes up when the first of the producers that are up has been silent for too long. */
export function createSilenceWatch(
  clock: Clock,
  health: ProducerHealth,
  silenceMs: number,
  onSilence: () => void,
): SilenceWatch {
  let cancel: (() => void) | null = null;
  let stopped = false;

  function arm(): void {
    if (stopped || cancel !== null) return;
    const heardAt = [...health.all()].filter(({ up }) => up).map(({ heardAtMs }) => heardAtMs);
    if (heardAt.length === 0) return;
    const dueMs = Math.min(...heardAt) + silenceMs;
    cancel = clock.after(Math.max(dueMs - clock.now(), RECHECK_MS_MIN), () => {
      cancel = null;
      if (health.silent(silenceMs).length > 0) onSilence();
      arm();
    });
  }

  return {
    arm,
    stop() {
      stopped = true;
      cancel?.();
      cancel = null;
    },
  };
}

/** A silent producer stays up until its turn on the board comes: look again, but not at once. */
const RECHECK_MS_MIN = 10;
