import { tagOf } from './draws.ts';
import type { MishapRates } from './settings.ts';

/** What the whole season follows from; the feed remembers it across restarts. */
export interface Season {
  readonly seed: number;
  /** Wall time at which minute 0 of the calendar lies. */
  readonly epochMs: number;
  /** Seconds of play in one second of wall time. */
  readonly speed: number;
  readonly mishaps: MishapRates;
}

/** Sets the ids of one season apart from those of another seed or another beginning. */
export function seasonTag({ seed, epochMs, speed }: Season): string {
  return tagOf(seed, epochMs, speed);
}

/** Wall time of a minute of the calendar. */
export function wallOf({ epochMs, speed }: Season, minute: number): number {
  return Math.round(epochMs + (minute * 60_000) / speed);
}

/** Minute of the calendar at a wall time. */
export function minuteOf({ epochMs, speed }: Season, wallMs: number): number {
  return ((wallMs - epochMs) * speed) / 60_000;
}
