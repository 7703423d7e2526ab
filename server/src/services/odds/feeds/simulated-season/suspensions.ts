import type { Course, Happening } from './course.ts';
import { drawsOf } from './draws.ts';
import { REVIEW_MINUTES } from './mishaps.ts';

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
export function suspensionsOf(seed: number, course: Course): Suspension[] {
  const draw = drawsOf(seed, 'suspense', course.fixture.id);
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
