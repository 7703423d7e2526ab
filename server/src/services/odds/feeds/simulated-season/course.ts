import type { SeasonFixture } from './calendar.ts';
import { type MatchStory, playMatch, type Side } from './match-process.ts';
import type { AddedMinutes, MatchTime } from './match-rates.ts';
import { type Mishap, mishapOf, REVIEW_MINUTES } from './mishaps.ts';
import type { Season } from './season.ts';

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
export function courseOf(season: Season, fixture: SeasonFixture): Course {
  const story = playMatch(season.seed, fixture);
  const mishap = mishapOf(season.seed, fixture.id, story, season.mishaps);
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
