import type { Cancellation } from './cancellation.ts';
import type { Course } from './course.ts';
import { drawsOf } from './draws.ts';
import type { Season } from './season.ts';
import type { SimulatedSeasonSettings } from './settings.ts';
import type { Suspension } from './suspensions.ts';

/** A moment at which there is something to tell of a fixture. */
export interface Step {
  readonly at: number;
  readonly kind: StepKind;
}

export type StepKind =
  | 'announce'
  | 'tick'
  | 'kick-off'
  | 'stop'
  | 'goal'
  | 'disallow'
  | 'reopen'
  | 'change'
  | 'cancel'
  | 'restore'
  | 'end'
  | 'wrong-result'
  | 'roll-back'
  | 'result'
  | 'close';

/** After the last whistle, in minutes of play. */
const RESULT_MINUTES = 2;
const ROLL_BACK_MINUTES = 5;
const CORRECTED_MINUTES = 6;
const CLOSE_MINUTES = 10;

interface StepsInput {
  readonly season: Season;
  readonly settings: SimulatedSeasonSettings;
  readonly course: Course;
  readonly suspensions: readonly Suspension[];
  readonly cancellation: Cancellation | undefined;
  readonly offeredAt: number;
}

/** All steps of a fixture in order of time; of one time, in the order in which they are listed. */
export function stepsOf(input: StepsInput): Step[] {
  const { course, offeredAt } = input;
  const steps: Step[] = [{ at: offeredAt, kind: 'announce' }, ...ticks(input)];
  if (course.ending !== 'postponed') steps.push(...playSteps(input));
  steps.push(...endSteps(course));
  return steps.filter(({ at }) => at >= offeredAt).sort((a, b) => a.at - b.at);
}

function playSteps({ course, suspensions, cancellation }: StepsInput): Step[] {
  const steps: Step[] = [{ at: course.startsAt, kind: 'kick-off' }];
  for (const { from } of suspensions) steps.push({ at: from, kind: 'stop' });
  for (const { at, kind, disallowedAt } of course.happenings) {
    if (kind === 'goal') steps.push({ at, kind: 'goal' });
    if (kind === 'red-card') steps.push({ at, kind: 'change' });
    if (disallowedAt !== undefined) steps.push({ at: disallowedAt, kind: 'disallow' });
  }
  steps.push(
    { at: course.halfTimeAt, kind: 'change' },
    { at: course.secondHalfAt, kind: 'change' },
  );
  for (const { until } of suspensions) steps.push({ at: until, kind: 'reopen' });
  if (cancellation) {
    steps.push({ at: cancellation.at, kind: 'cancel' });
    const { restoredAt } = cancellation;
    if (restoredAt !== undefined) steps.push({ at: restoredAt, kind: 'restore' });
  }
  return steps.filter(({ at }) => at < course.endsAt);
}

function endSteps({ endsAt, ending, mishap, minuteMs }: Course): Step[] {
  const after = (minutes: number, kind: StepKind): Step => ({
    at: Math.round(endsAt + minutes * minuteMs),
    kind,
  });
  const end = [after(0, 'end')];
  if (ending !== 'ended') return [...end, after(CLOSE_MINUTES, 'close')];
  const results =
    mishap?.kind === 'wrong-result'
      ? [
          after(RESULT_MINUTES, 'wrong-result'),
          after(ROLL_BACK_MINUTES, 'roll-back'),
          after(CORRECTED_MINUTES, 'result'),
        ]
      : [after(RESULT_MINUTES, 'result')];
  return [...end, ...results, after(CLOSE_MINUTES, 'close')];
}

/** Regular looks at the prices, out of step between fixtures so that messages come evenly. */
function ticks({ season, settings, course, offeredAt }: StepsInput): Step[] {
  const phase = drawsOf(season.seed, 'ticks', course.fixture.id)();
  const before = Math.min(course.startsAt, course.endsAt);
  return [
    ...every(settings.preMatchTickMs, offeredAt, before, phase),
    ...every(settings.liveTickMs, course.startsAt, course.endsAt, phase),
  ];
}

function every(stepMs: number, from: number, until: number, phase: number): Step[] {
  const steps: Step[] = [];
  for (let at = Math.round(from + phase * stepMs); at < until; at += stepMs) {
    if (at > from) steps.push({ at, kind: 'tick' });
  }
  return steps;
}
