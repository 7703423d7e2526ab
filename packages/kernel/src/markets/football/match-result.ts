import { type Chances, winOrLose } from '../../pricing/chances.ts';
import { marginDistribution } from '../../pricing/score-distributions.ts';
import type { ScoreMatrix } from '../../pricing/score-matrix.ts';
import type { Score } from '../../settlement/asian-line.ts';
import type { MarketType, Teams } from '../market-type.ts';

export type MatchResult = 'home' | 'draw' | 'away';

/** Who is ahead. */
export function matchResult(score: Score): MatchResult {
  if (score.home === score.away) return 'draw';
  return score.home > score.away ? 'home' : 'away';
}

/** Probabilities of home win, draw and away win. */
export function resultProbabilities(matrix: ScoreMatrix): Readonly<Record<MatchResult, number>> {
  const { low, probabilities } = marginDistribution(matrix);
  const sums = { home: 0, draw: 0, away: 0 };
  for (const [index, probability] of probabilities.entries()) {
    sums[matchResult({ home: low + index, away: 0 })] += probability;
  }
  return sums;
}

/** The name of a side or the draw. */
export function resultName(result: string, teams: Teams): string {
  if (result === 'draw') return 'Draw';
  return result === 'home' ? teams.home : teams.away;
}

const OUTCOMES: readonly MatchResult[] = ['home', 'draw', 'away'];

/** Who wins the match. */
export const oneXTwo: MarketType = {
  type: '1x2',
  name: 'Match result',
  line: null,
  winners: 1,
  outcomes: () => OUTCOMES,
  title: () => 'Match result',
  outcomeName: (outcome, _line, teams) => resultName(outcome, teams),
  grade(score) {
    const result = matchResult(score);
    return OUTCOMES.map((outcome) => (outcome === result ? 'won' : 'lost'));
  },
  chances({ matrix }): Chances[] {
    const probabilities = resultProbabilities(matrix);
    return OUTCOMES.map((outcome) => winOrLose(probabilities[outcome]));
  },
  decided: () => OUTCOMES.map(() => undefined),
};
