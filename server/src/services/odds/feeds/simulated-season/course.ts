import type { FixtureStatus, MatchPeriod, Score } from '../feed.ts';
import type { SeasonFixture } from './calendar.ts';
import { drawsOf } from './draws.ts';
import { count, type MatchStory, playMatch, type Side } from './match-process.ts';
import type { AddedMinutes, MatchTime } from './match-rates.ts';
import { type Mishap, mishapOf, REVIEW_MINUTES } from './mishaps.ts';
import type { Season } from './season.ts';
import type { MishapRates } from './settings.ts';

const HALF_TIME_MINUTES = 15;
const POSTPONED_MINUTES_BEFORE = 20;

/** Something that happens on the pitch, at its wall time. */
export interface Happening {
  readonly at: number;
  readonly time: MatchTime;
  readonly kind: 'goal' | 'red-card' | 'danger';
  readonly side: Side;
  /** When a goal was taken back. */
  readonly disallowedAt?: number;
}

/** A fixture from kick-off to its last whistle, in wall time: everything that will be told of it. */
export interface Course {
  readonly fixture: SeasonFixture;
  readonly mishap: Mishap | undefined;
  readonly added: AddedMinutes;
  readonly startsAt: number;
  readonly halfTimeAt: number;
  readonly secondHalfAt: number;
  /** The last whistle, or when the match was abandoned or postponed. */
  readonly endsAt: number;
  /** How it ends. */
  readonly ending: 'ended' | 'abandoned' | 'postponed';
  readonly happenings: readonly Happening[];
  /** Wall time of one minute of play. */
  readonly minuteMs: number;
}

/** The course of a fixture: a pure function of the season and the fixture. */
export function courseOf(season: Season, fixture: SeasonFixture, rates: MishapRates): Course {
  const story = playMatch(season.seed, fixture);
  const mishap = mishapOf(season.seed, fixture.id, story, rates);
  const minuteMs = 60_000 / season.speed;
  const { startsAt } = fixture;
  const halfTimeAt = Math.round(startsAt + (45 + story.added[0]) * minuteMs);
  const secondHalfAt = Math.round(halfTimeAt + HALF_TIME_MINUTES * minuteMs);
  const wall = ({ half, minute }: MatchTime): number =>
    Math.round((half === 0 ? startsAt : secondHalfAt) + minute * minuteMs);
  const whistle = wall({ half: 1, minute: 45 + story.added[1] });
  const { endsAt, ending } = endOf(mishap, whistle, startsAt, minuteMs, wall);
  const happenings = happeningsOf(story, mishap, wall, minuteMs).filter(({ at }) => at < endsAt);
  return {
    fixture,
    mishap,
    added: story.added,
    startsAt,
    halfTimeAt,
    secondHalfAt,
    endsAt,
    ending,
    happenings,
    minuteMs,
  };
}

function endOf(
  mishap: Mishap | undefined,
  whistle: number,
  startsAt: number,
  minuteMs: number,
  wall: (time: MatchTime) => number,
): Pick<Course, 'endsAt' | 'ending'> {
  if (mishap?.kind === 'abandoned') return { endsAt: wall(mishap.time), ending: 'abandoned' };
  if (mishap?.kind !== 'postponed') return { endsAt: whistle, ending: 'ended' };
  const endsAt = Math.round(startsAt - POSTPONED_MINUTES_BEFORE * minuteMs);
  return { endsAt, ending: 'postponed' };
}

function happeningsOf(
  { incidents }: MatchStory,
  mishap: Mishap | undefined,
  wall: (time: MatchTime) => number,
  minuteMs: number,
): Happening[] {
  const happenings: Happening[] = incidents.map(({ kind, side, half, minute }) => {
    const time = { half, minute };
    return { at: wall(time), time, kind, side };
  });
  if (mishap?.kind === 'goal-disallowed') {
    const { time, side } = mishap;
    const at = wall(time);
    const disallowedAt = Math.round(at + REVIEW_MINUTES * minuteMs);
    happenings.push({ at, time, kind: 'goal', side, disallowedAt });
  }
  return happenings.sort((a, b) => a.at - b.at);
}

/** What is known of a fixture at one time. */
export interface Situation {
  readonly status: FixtureStatus;
  readonly period: MatchPeriod | undefined;
  readonly time: MatchTime;
  readonly score: Score;
  /** Who scored, in order; a goal under review counts until it is taken back. */
  readonly goals: readonly Side[];
  readonly halfTimeScore: Score | undefined;
  readonly redCards: Score;
}

/** The situation at a wall time. */
export function situationAt(course: Course, at: number): Situation {
  const seen = course.happenings.filter((happening) => happening.at <= at);
  const standing = seen.filter(
    ({ kind, disallowedAt }) => kind === 'goal' && (disallowedAt === undefined || disallowedAt > at),
  );
  const pastHalf = at >= course.halfTimeAt && course.endsAt > course.halfTimeAt;
  const status = statusAt(course, at);
  return {
    status,
    period: periodAt(course, at),
    time: timeAt(course, Math.min(at, course.endsAt)),
    score: count(standing),
    goals: standing.map(({ side }) => side),
    halfTimeScore: pastHalf ? count(standing.filter(({ time }) => time.half === 0)) : undefined,
    redCards: count(seen.filter(({ kind }) => kind === 'red-card')),
  };
}

function statusAt({ startsAt, endsAt, ending }: Course, at: number): FixtureStatus {
  if (at >= endsAt) return ending;
  return at >= startsAt ? 'live' : 'not-started';
}

function periodAt(course: Course, at: number): MatchPeriod | undefined {
  if (at < course.startsAt || course.ending === 'postponed') return undefined;
  const now = Math.min(at, course.endsAt);
  if (course.ending === 'ended' && at >= course.endsAt) return 'full-time';
  if (now < course.halfTimeAt) return 'first-half';
  return now < course.secondHalfAt ? 'half-time' : 'second-half';
}

function timeAt(course: Course, at: number): MatchTime {
  if (at >= course.secondHalfAt) {
    return { half: 1, minute: (at - course.secondHalfAt) / course.minuteMs };
  }
  if (at >= course.halfTimeAt) return { half: 1, minute: 0 };
  return { half: 0, minute: Math.max(0, (at - course.startsAt) / course.minuteMs) };
}

/** A stretch of time in which nothing can be backed. */
export interface Suspension {
  readonly from: number;
  readonly until: number;
  readonly reason: string;
}

const GOAL_MINUTES = 2;
const DANGER_MINUTES = 0.8;
const RED_CARD_MINUTES = 1;
/** Half of the goals are seen coming. */
const FORESEEN_SHARE = 0.5;
const FORESEEN_MINUTES = 0.5;

/** The suspensions of a match, in order and without overlaps. */
export function suspensionsOf(season: Season, course: Course): Suspension[] {
  const draw = drawsOf(season.seed, 'suspense', course.fixture.id);
  const merged: Suspension[] = [];
  for (const happening of course.happenings) {
    const next = suspensionOf(course, happening, draw() < FORESEEN_SHARE);
    const last = merged.at(-1);
    if (last && next.from <= last.until) {
      merged[merged.length - 1] = { ...last, until: Math.max(last.until, next.until) };
    } else {
      merged.push(next);
    }
  }
  return merged.filter(({ from }) => from < course.endsAt);
}

function suspensionOf(course: Course, happening: Happening, foreseen: boolean): Suspension {
  const { at, kind, disallowedAt } = happening;
  const later = (minutes: number): number => Math.round(at + minutes * course.minuteMs);
  if (kind === 'danger') return { from: at, until: later(DANGER_MINUTES), reason: 'danger' };
  if (kind === 'red-card') return { from: at, until: later(RED_CARD_MINUTES), reason: 'red-card' };
  const review = disallowedAt === undefined ? 0 : REVIEW_MINUTES;
  const from = foreseen ? Math.max(course.startsAt, later(-FORESEEN_MINUTES)) : at;
  const reason = foreseen ? 'danger' : 'goal';
  return { from, until: later(GOAL_MINUTES + review), reason };
}
