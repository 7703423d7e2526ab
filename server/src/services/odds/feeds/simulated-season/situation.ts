import type { FixtureStatus, MatchPeriod, Score } from '../feed.ts';
import type { Course } from './course.ts';
import { count, type Side } from './match-process.ts';
import type { MatchTime } from './match-rates.ts';

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
    ({ kind, disallowedAt }) =>
      kind === 'goal' && (disallowedAt === undefined || disallowedAt > at),
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
