import { type MatchModel, scoreMatrix } from '@winnex/kernel';
import type { Course } from './course.ts';
import { drawsOf } from './draws.ts';
import {
  EXPECTED_ADDED,
  intensityLeft,
  type MatchTime,
  scoringFactors,
  WHOLE_INTENSITY,
} from './match-rates.ts';
import { type Situation, situationAt } from './situation.ts';

/** Dependence of low scores before a match; it fades as the match goes on. */
const RHO = -0.05;

/** How far the book's opinion strays from the truth, before and in play, as a share of goals. */
const PRE_MATCH_DOUBT = 0.05;
const LIVE_DOUBT = 0.012;
/** Minutes of play in which an opinion swings there and back: a slow and a quicker wave. */
const SWINGS = [190, 61] as const;

/** What the book expects of the rest of a match at a wall time: the model behind every price. */
export function forecastAt(seed: number, course: Course, at: number): MatchModel {
  const situation = situationAt(course, at);
  const { first, second } = intensitiesLeft(course, situation.time);
  const left = (first + second) / WHOLE_INTENSITY;
  const factors = scoringFactors(situation);
  const doubt = opinionAt(seed, course, at);
  const isLevel = situation.score.home === situation.score.away;
  const matrix = scoreMatrix({
    homeGoals: course.fixture.homeGoals * factors.home * left * doubt.home,
    awayGoals: course.fixture.awayGoals * factors.away * left * doubt.away,
    rho: isLevel ? RHO * Math.min(left, 1) : 0,
    from: situation.score,
  });
  const { halfTimeScore } = situation;
  if (halfTimeScore) return { matrix, halfTime: halfTimeScore };
  return { matrix, firstHalfShare: first + second === 0 ? 0 : first / (first + second) };
}

/** Expected goals of both sides from a situation on, without doubt: what lines are drawn at. */
export function goalsLeft(course: Course, { time, score, redCards }: Situation) {
  const { first, second } = intensitiesLeft(course, time);
  const left = (first + second) / WHOLE_INTENSITY;
  const factors = scoringFactors({ score, redCards });
  return {
    home: course.fixture.homeGoals * factors.home * left,
    away: course.fixture.awayGoals * factors.away * left,
  };
}

/** Added time is known once the board is shown, at the end of the 45th minute. */
function intensitiesLeft({ added }: Course, time: MatchTime): { first: number; second: number } {
  const known = (half: 0 | 1): number => (time.minute >= 45 ? added[half] : EXPECTED_ADDED[half]);
  if (time.half === 1) return { first: 0, second: intensityLeft(time, known(1)) };
  return {
    first: intensityLeft(time, known(0)),
    second: intensityLeft({ half: 1, minute: 0 }, EXPECTED_ADDED[1]),
  };
}

/** Factors near 1 that drift with time: a pure function of seed, fixture and time. */
function opinionAt(seed: number, course: Course, at: number): { home: number; away: number } {
  const draw = drawsOf(seed, 'opinion', course.fixture.id);
  const minute = (at - course.startsAt) / course.minuteMs;
  const strength = minute < 0 ? PRE_MATCH_DOUBT : LIVE_DOUBT;
  const swing = (): number =>
    SWINGS.reduce((sum, length) => sum + Math.sin(2 * Math.PI * (minute / length + draw())), 0) / 2;
  return { home: Math.exp(strength * swing()), away: Math.exp(strength * swing()) };
}
