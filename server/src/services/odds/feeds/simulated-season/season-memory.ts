import { ROUND_MINUTES } from './calendar.ts';
import type { Season } from './season.ts';
import type { MishapRates, SimulatedSeasonSettings } from './settings.ts';

/** A season and how far it may have been told. */
export interface ToldSeason {
  readonly season: Season;
  /** When its first message was sent. */
  readonly beganMs: number;
  /** Nothing after this time has been told to anybody. Written ahead of what is told. */
  readonly reachedMs: number;
}

/** What the feed remembers across restarts. */
export interface SeasonMemory {
  readonly version: 1;
  readonly current: ToldSeason;
  /** A season of other settings whose open fixtures are still to be called off. */
  readonly previous: ToldSeason | null;
}

/**
 * The memory to go on with. The season that is remembered goes on, as if it had never paused; when
 * seed, speed or mishaps are set otherwise a new one begins and the old one is to be called off.
 * A new season begins one round back, so that matches are in progress from the start.
 */
export function nextMemory(
  memory: unknown,
  settings: SimulatedSeasonSettings,
  now: number,
): SeasonMemory {
  const known = readMemory(memory);
  if (known && plays(known.current.season, settings)) return known;
  const { seed, speed, mishaps } = settings;
  const epochMs = now - Math.round((ROUND_MINUTES * 60_000) / speed);
  const current = { season: { seed, speed, mishaps, epochMs }, beganMs: now, reachedMs: now };
  return { version: 1, current, previous: known?.current ?? null };
}

/** The remembered state, or null when there is none or it was written by something else. */
export function readMemory(memory: unknown): SeasonMemory | null {
  const { version, current, previous } = fields(memory);
  if (version !== 1 || !isToldSeason(current)) return null;
  return { version, current, previous: isToldSeason(previous) ? previous : null };
}

function plays(season: Season, settings: SimulatedSeasonSettings): boolean {
  return (
    season.seed === settings.seed &&
    season.speed === settings.speed &&
    MISHAPS.every((name) => season.mishaps[name] === settings.mishaps[name])
  );
}

const MISHAPS: readonly (keyof MishapRates)[] = [
  'postponed',
  'abandoned',
  'marketCancelled',
  'goalDisallowed',
  'wrongResult',
];

function isToldSeason(value: unknown): value is ToldSeason {
  const { season, beganMs, reachedMs } = fields(value);
  const { seed, speed, epochMs, mishaps } = fields(season);
  const rates = fields(mishaps);
  const numbers = [beganMs, reachedMs, seed, speed, epochMs, ...MISHAPS.map((name) => rates[name])];
  return numbers.every(Number.isFinite);
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
