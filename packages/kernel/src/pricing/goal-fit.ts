import { KernelError } from '../error.ts';
import { effectiveProbability } from './chances.ts';
import { chancesOver } from './line-chances.ts';
import { marginDistribution, totalDistribution } from './score-distributions.ts';
import { type ScoreMatrix, scoreMatrix } from './score-matrix.ts';

export interface GoalFitInput {
  /** Fair probabilities of 1X2; they sum to 1. */
  readonly home: number;
  readonly draw: number;
  readonly away: number;
  /** A totals line and the fair probability of its over, where the source has one. */
  readonly total?: { readonly line: number; readonly over: number };
  /** Dependence of low scores to assume. Default 0. */
  readonly rho?: number;
}

export interface GoalFit {
  readonly homeGoals: number;
  readonly awayGoals: number;
  readonly rho: number;
  /** Root of the mean squared difference of the probabilities asked for and fitted. */
  readonly error: number;
}

const STEPS_MAX = 60;
const DELTA = 1e-5;
const LOG_LOW = Math.log(0.02);
const LOG_HIGH = Math.log(9);

/**
 * The goal expectations (0.02..9 a side) whose score matrix comes closest to the given fair
 * probabilities: damped least squares (Levenberg-Marquardt) on the logarithms. Without a total the
 * draw alone tells how many goals are expected, so a total makes the answer far steadier.
 */
export function fitGoals(input: GoalFitInput): GoalFit {
  requireFair(input);
  const rho = input.rho ?? 0;
  const targets = targetsOf(input);
  const misses = (logs: Point): number[] => {
    const matrix = scoreMatrix({
      homeGoals: Math.exp(logs[0]),
      awayGoals: Math.exp(logs[1]),
      rho,
    });
    return readingsOf(matrix, input).map((value, index) => value - targets[index]!);
  };
  const logs = minimise(misses, startOf(input));
  return {
    homeGoals: Math.exp(logs[0]),
    awayGoals: Math.exp(logs[1]),
    rho,
    error: Math.sqrt(squares(misses(logs)) / targets.length),
  };
}

type Point = readonly [number, number];

function targetsOf({ home, draw, away, total }: GoalFitInput): number[] {
  return total ? [home, draw, away, total.over] : [home, draw, away];
}

function readingsOf(matrix: ScoreMatrix, { total }: GoalFitInput): number[] {
  const oneXTwo = chancesOver(marginDistribution(matrix), 0);
  const readings = [oneXTwo.win, oneXTwo.push, oneXTwo.lose];
  if (!total) return readings;
  return [...readings, effectiveProbability(chancesOver(totalDistribution(matrix), total.line))];
}

/** About 2.6 goals, shared in the ratio of the square roots of the chances to win. */
function startOf({ home, away }: GoalFitInput): Point {
  const share = Math.sqrt(home) / (Math.sqrt(home) + Math.sqrt(away));
  return [Math.log(2.6 * share), Math.log(2.6 * (1 - share))];
}

function minimise(misses: (point: Point) => number[], start: Point): Point {
  let point = start;
  let residuals = misses(point);
  let damping = 1e-3;
  for (let step = 0; step < STEPS_MAX && damping < 1e12; step++) {
    const next = stepFrom(point, residuals, misses, damping);
    const nextResiduals = misses(next);
    if (squares(nextResiduals) >= squares(residuals)) {
      damping *= 10;
      continue;
    }
    point = next;
    residuals = nextResiduals;
    damping /= 10;
  }
  return point;
}

function stepFrom(
  point: Point,
  residuals: readonly number[],
  misses: (point: Point) => number[],
  damping: number,
): Point {
  const slopeX = slope(residuals, misses([point[0] + DELTA, point[1]]));
  const slopeY = slope(residuals, misses([point[0], point[1] + DELTA]));
  const a = dot(slopeX, slopeX) * (1 + damping) + 1e-15;
  const d = dot(slopeY, slopeY) * (1 + damping) + 1e-15;
  const b = dot(slopeX, slopeY);
  const x = dot(slopeX, residuals);
  const y = dot(slopeY, residuals);
  const determinant = a * d - b * b;
  return [
    bounded(point[0] - (d * x - b * y) / determinant),
    bounded(point[1] - (a * y - b * x) / determinant),
  ];
}

function slope(from: readonly number[], to: readonly number[]): number[] {
  return from.map((value, index) => (to[index]! - value) / DELTA);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}

function squares(values: readonly number[]): number {
  return dot(values, values);
}

function bounded(log: number): number {
  return Math.min(LOG_HIGH, Math.max(LOG_LOW, log));
}

function requireFair(input: GoalFitInput): void {
  const { home, draw, away, total } = input;
  for (const [path, probability] of Object.entries({ home, draw, away, over: total?.over })) {
    if (probability === undefined || (probability > 0 && probability < 1)) continue;
    throw new KernelError('PROBABILITY_INVALID', 'a probability must be between 0 and 1', path);
  }
  if (Math.abs(home + draw + away - 1) > 1e-6) {
    throw new KernelError('PROBABILITY_INVALID', 'home, draw and away must sum to 1', 'home');
  }
}
