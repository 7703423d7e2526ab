import { KernelError } from '../error.ts';
import { poisson } from './poisson.ts';

/**
 * The joint distribution of the final score of a match: probability of `from` plus i home and j
 * away goals stands at `probabilities[i * size + j]`, and all of them sum to 1.
 */
export interface ScoreMatrix {
  /** Goals already scored. */
  readonly from: { readonly home: number; readonly away: number };
  /** One more than the most goals either side may still score. */
  readonly size: number;
  readonly probabilities: Float64Array;
}

export interface ScoreMatrixInput {
  /** Expected goals of each side from here to the end; 0..20. */
  readonly homeGoals: number;
  readonly awayGoals: number;
  /**
   * Dixon and Coles' dependence of low scores (Applied Statistics 46, 1997); 0, the default, is two
   * independent Poisson laws, about -0.1 fits league football. It bears on the goals still to come.
   */
  readonly rho?: number;
  /** Most goals either side may still score; default: the tail beyond is less than 1e-10. */
  readonly goalsMax?: number;
  /** The score now, for a match in play. Default 0-0. */
  readonly from?: { readonly home: number; readonly away: number };
}

const EXPECTATION_MAX = 20;
const GOALS_LIMIT = 80;
const TAIL = 1e-10;

/**
 * The score matrix of two goal expectations. What lies beyond `goalsMax` is spread over the rest in
 * proportion (the matrix is divided by its sum), so that no probability is lost.
 *
 * Errors: `NUMBER_INVALID`, `NUMBER_INVALID` where a cell would be negative, `NUMBER_INVALID`.
 */
export function scoreMatrix(input: ScoreMatrixInput): ScoreMatrix {
  const { homeGoals, awayGoals, rho = 0, from = { home: 0, away: 0 } } = input;
  requireExpectation(homeGoals, 'homeGoals');
  requireExpectation(awayGoals, 'awayGoals');
  requireRho(homeGoals, awayGoals, rho);
  const goalsMax = input.goalsMax ?? goalsWithin(Math.max(homeGoals, awayGoals));
  if (!Number.isInteger(goalsMax) || goalsMax < 1 || goalsMax > GOALS_LIMIT) {
    throw new KernelError(
      'NUMBER_INVALID',
      `goalsMax must be a whole number of 1..${GOALS_LIMIT}.`,
      'goalsMax',
    );
  }
  const size = goalsMax + 1;
  const home = poisson(homeGoals, size);
  const away = poisson(awayGoals, size);
  const probabilities = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) probabilities[i * size + j] = home[i]! * away[j]!;
  }
  probabilities[0]! *= 1 - homeGoals * awayGoals * rho;
  probabilities[1]! *= 1 + homeGoals * rho;
  probabilities[size]! *= 1 + awayGoals * rho;
  probabilities[size + 1]! *= 1 - rho;
  normalise(probabilities);
  return { from, size, probabilities };
}

/** Probability of this final score; 0 where it can no longer come about. */
export function scoreProbability(matrix: ScoreMatrix, home: number, away: number): number {
  const i = home - matrix.from.home;
  const j = away - matrix.from.away;
  if (i < 0 || j < 0 || i >= matrix.size || j >= matrix.size) return 0;
  return matrix.probabilities[i * matrix.size + j] ?? 0;
}

/** Two independent parts of a match one after the other, such as its halves. */
export function followedBy(first: ScoreMatrix, second: ScoreMatrix): ScoreMatrix {
  const size = first.size + second.size - 1;
  const probabilities = new Float64Array(size * size);
  for (let i = 0; i < first.size; i++) {
    for (let j = 0; j < first.size; j++) {
      const p = first.probabilities[i * first.size + j]!;
      for (let m = 0; m < second.size; m++) {
        for (let n = 0; n < second.size; n++) {
          probabilities[(i + m) * size + j + n]! += p * second.probabilities[m * second.size + n]!;
        }
      }
    }
  }
  return { from: first.from, size, probabilities };
}

function goalsWithin(expectation: number): number {
  let term = Math.exp(-expectation);
  let missing = 1 - term;
  let goals = 0;
  while (missing > TAIL && goals < GOALS_LIMIT) {
    goals += 1;
    term *= expectation / goals;
    missing -= term;
  }
  return Math.max(goals, 1);
}

function normalise(values: Float64Array): void {
  let sum = 0;
  for (const value of values) sum += value;
  for (let i = 0; i < values.length; i++) values[i]! /= sum;
}

function requireExpectation(goals: number, path: string): void {
  if (goals >= 0 && goals <= EXPECTATION_MAX) return;
  throw new KernelError('NUMBER_INVALID', `expected goals must be 0..${EXPECTATION_MAX}`, path);
}

function requireRho(homeGoals: number, awayGoals: number, rho: number): void {
  const fits =
    1 - homeGoals * awayGoals * rho >= 0 &&
    1 + homeGoals * rho >= 0 &&
    1 + awayGoals * rho >= 0 &&
    1 - rho >= 0;
  if (!fits)
    throw new KernelError(
      'NUMBER_INVALID',
      'this rho would make a score less likely than never',
      'rho',
    );
}
