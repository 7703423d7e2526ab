import type { FeedMessage } from '../feed.ts';
import { fixturesBetween } from './calendar.ts';
import { announcedAt, type FixtureRun, fixtureRun } from './fixture-run.ts';
import type { ToldSeason } from './season-memory.ts';
import type { SimulatedSeasonSettings } from './settings.ts';
import type { StepKind } from './steps.ts';
import { breakOff, tellStep } from './tell-step.ts';
import { fixtureChange } from './telling.ts';

/** No fixture takes longer than this from kick-off until it is closed, in minutes of play. */
const LONGEST_MINUTES = 150;
/** Without a time to recover from, results further back than this are not told again. */
const KNOWN_MS = 6 * 60 * 60 * 1_000;

/** What a recovery goes by. */
export interface RecoveryWindow {
  readonly told: ToldSeason;
  readonly settings: SimulatedSeasonSettings;
  readonly sinceMs: number | null;
  readonly now: number;
}

/**
 * The fixtures a recovery has to speak of: those open now, and those that closed since and may have
 * been told of before. A fixture that came and went while nobody listened is left out.
 */
export function runsToRecover(window: RecoveryWindow): FixtureRun[] {
  const { told, settings, now } = window;
  const { season } = told;
  const minuteMs = 60_000 / season.speed;
  const from = sinceOf(window) - LONGEST_MINUTES * minuteMs;
  return fixturesBetween(season, from, now + settings.offeredMinutes * minuteMs)
    .filter((fixture) => announcedAt(season, fixture, settings) <= now)
    .map((fixture) => fixtureRun(season, fixture, settings))
    .filter((run) => {
      if (closesAt(run) > now) return true;
      return closesAt(run) > sinceOf(window) && run.steps[0]!.at <= told.reachedMs;
    });
}

/**
 * What happened to a fixture since, without the prices of the past: its announcement, states,
 * settlements, cancellations and rollbacks, each at its own time.
 */
export function historyOf(run: FixtureRun, window: RecoveryWindow): FeedMessage[] {
  const since = sinceOf(window);
  return run.steps
    .filter(({ kind, at }) => {
      if (at > window.now || kind === 'tick' || kind === 'reopen') return false;
      return at > since || (kind === 'announce' && window.sinceMs === null);
    })
    .flatMap((step) => tellStep(run, step, new Map()))
    .flatMap((message): FeedMessage[] => {
      if (message.kind === 'bet-stop') return [];
      if (message.kind !== 'odds-change') return [message];
      return message.state ? [{ ...message, markets: [] }] : [];
    });
}

/**
 * Calls off a fixture of a season that is not played on: what is decided stands, the rest is void.
 * A match that is over gets its result at once instead.
 */
export function callOff(run: FixtureRun, now: number): FeedMessage[] {
  if (now >= run.course.endsAt) {
    return run.steps
      .filter(({ kind, at }) => at > now && AFTER_THE_END.has(kind))
      .flatMap(({ kind }) => tellStep(run, { kind, at: now }, new Map()));
  }
  return [fixtureChange(run, now, 'cancelled'), ...breakOff(run, now, 'season-ended')];
}

const AFTER_THE_END: ReadonlySet<StepKind> = new Set(['roll-back', 'result', 'close']);

export function closesAt(run: FixtureRun): number {
  return run.steps.at(-1)?.at ?? 0;
}

function sinceOf({ sinceMs, told, now }: RecoveryWindow): number {
  return Math.max(told.beganMs, sinceMs ?? now - KNOWN_MS);
}
