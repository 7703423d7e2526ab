import { KernelError } from '../../error.ts';
import { winOrLose } from '../../pricing/chances.ts';
import type { ScoreMatrix } from '../../pricing/score-matrix.ts';
import type { Score } from '../../settlement/asian-line.ts';
import type { MarketType, MatchModel } from '../market-type.ts';
import type { MatchScore } from '../match-score.ts';
import { type MatchResult, matchResult, resultName } from './match-result.ts';

const RESULTS: readonly MatchResult[] = ['home', 'draw', 'away'];
const PAIRS = RESULTS.flatMap((half) => RESULTS.map((full) => ({ half, full })));
const OUTCOMES = PAIRS.map(({ half, full }) => `${half}/${full}`);

/** Who leads at half time, and who wins. */
export const halfTimeFullTime: MarketType = {
  type: 'half-time-full-time',
  name: 'Half time / full time',
  line: null,
  winners: 1,
  outcomes: () => OUTCOMES,
  title: () => 'Half time / full time',
  outcomeName(outcome, _line, teams) {
    const [half = '', full = ''] = outcome.split('/');
    return `${resultName(half, teams)} / ${resultName(full, teams)}`;
  },
  grade(score) {
    const half = matchResult(requireHalfTime(score));
    const full = matchResult(score);
    return PAIRS.map((pair) => (pair.half === half && pair.full === full ? 'won' : 'lost'));
  },
  chances(model) {
    const joint = jointProbabilities(model);
    return PAIRS.map(({ half, full }) => winOrLose(joint[half][full]));
  },
  decided(score) {
    const { halfTime } = score;
    if (!halfTime) return PAIRS.map(() => undefined);
    return PAIRS.map((pair) => (pair.half === matchResult(halfTime) ? undefined : 'lost'));
  },
};

function requireHalfTime(score: MatchScore): Score {
  if (score.halfTime) return score.halfTime;
  throw new KernelError('FIELD_MISSING', 'this market needs the half-time score', 'score.halfTime');
}

type Joint = Record<MatchResult, Record<MatchResult, number>>;

/**
 * Each goal still to come falls before half time with probability `firstHalfShare`, on its own.
 * For Poisson goals this is exactly two independent halves, and with a dependence of low scores the
 * full-time results still are those of the matrix.
 */
function jointProbabilities({ matrix, halfTime, firstHalfShare = 0 }: MatchModel): Joint {
  if (!(firstHalfShare >= 0 && firstHalfShare <= 1)) {
    throw new KernelError(
      'NUMBER_INVALID',
      'the share of first-half goals must be 0..1',
      'firstHalfShare',
    );
  }
  const joint: Joint = {
    home: { home: 0, draw: 0, away: 0 },
    draw: { home: 0, draw: 0, away: 0 },
    away: { home: 0, draw: 0, away: 0 },
  };
  const { from, size, probabilities } = matrix;
  const half = halfTime ? certainHalf(matchResult(halfTime)) : thinnedHalf(matrix, firstHalfShare);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const probability = probabilities[i * size + j]!;
      if (probability === 0) continue;
      const full = matchResult({ home: from.home + i, away: from.away + j });
      const [home, draw, away] = half(i, j);
      joint.home[full] += probability * home;
      joint.draw[full] += probability * draw;
      joint.away[full] += probability * away;
    }
  }
  return joint;
}

/** Probabilities of home, draw and away at half time, given i and j goals still to come. */
type HalfTimeResult = (i: number, j: number) => readonly [number, number, number];

function certainHalf(result: MatchResult): HalfTimeResult {
  const certain = [Number(result === 'home'), Number(result === 'draw'), Number(result === 'away')];
  return () => certain as unknown as readonly [number, number, number];
}

function thinnedHalf(matrix: ScoreMatrix, share: number): HalfTimeResult {
  const lead = matrix.from.home - matrix.from.away;
  const rows = Array.from({ length: matrix.size }, (_, trials) => binomial(trials, share));
  return (i, j) => {
    let home = 0;
    let draw = 0;
    let below = 0;
    const away = rows[j]!;
    let next = 0;
    for (let k = 0; k <= i; k++) {
      while (next < Math.min(lead + k, j + 1)) below += away[next++]!;
      const p = rows[i]![k]!;
      home += p * below;
      draw += p * (lead + k >= 0 ? (away[lead + k] ?? 0) : 0);
    }
    return [home, draw, Math.max(0, 1 - home - draw)];
  };
}

/** Probabilities of 0..trials successes. */
function binomial(trials: number, share: number): Float64Array {
  const row = new Float64Array(trials + 1);
  row[0] = 1;
  for (let n = 1; n <= trials; n++) {
    for (let k = n; k >= 0; k--) {
      row[k] = row[k]! * (1 - share) + (k > 0 ? row[k - 1]! * share : 0);
    }
  }
  return row;
}
