import { KernelError } from '../../error.ts';
import { winOrLose } from '../../pricing/chances.ts';
import type { ScoreMatrix } from '../../pricing/score-matrix.ts';
import type { MarketType } from '../market-type.ts';
import type { MatchScore, Side } from '../match-score.ts';
import { resultName } from './match-result.ts';

const OUTCOMES = ['home', 'none', 'away'] as const;

/** Who scores the goal with this number in the match, if it is scored. */
export const nextGoal: MarketType = {
  type: 'next-goal',
  name: 'Next goal',
  line: {
    key: 'goal',
    expects: 'a whole number from 1 to 50',
    accepts: (line) => Number.isInteger(line) && line >= 1 && line <= 50,
  },
  winners: 1,
  outcomes: () => OUTCOMES,
  title: (line) => `Goal ${line}`,
  outcomeName: (outcome, _line, teams) =>
    outcome === 'none' ? 'No goal' : resultName(outcome, teams),
  grade(score, line) {
    const scorer = scorerOf(score, line) ?? 'none';
    return OUTCOMES.map((outcome) => (outcome === scorer ? 'won' : 'lost'));
  },
  chances({ matrix }, line) {
    const number = line - matrix.from.home - matrix.from.away;
    if (number < 1) {
      throw new KernelError(
        'MARKET_INVALID',
        'this goal has been scored: grade it, there is no price',
        'line',
      );
    }
    const { home, away } = scorers(matrix, number);
    return [winOrLose(home), winOrLose(Math.max(0, 1 - home - away)), winOrLose(away)];
  },
  decided(score, line) {
    const scorer = scorerOf(score, line);
    return OUTCOMES.map((outcome) => {
      if (scorer === undefined) return undefined;
      return outcome === scorer ? 'won' : 'lost';
    });
  },
};

/** Who scored goal `number`; undefined when it was not scored (yet). */
function scorerOf(score: MatchScore, number: number): Side | undefined {
  if (number > score.home + score.away) return undefined;
  if (score.goals) return score.goals[number - 1];
  if (score.away === 0) return 'home';
  if (score.home === 0) return 'away';
  throw new KernelError('FIELD_MISSING', 'next goal needs the order of the goals', 'score.goals');
}

/**
 * Probabilities that the n-th goal from now is scored by home and by away. Given how many goals
 * each side still scores, every order of them is as likely as any other (as for two Poisson
 * processes with one shape), so the n-th is home's with the share of home's goals.
 */
function scorers(matrix: ScoreMatrix, number: number): { home: number; away: number } {
  const { size, probabilities } = matrix;
  let home = 0;
  let away = 0;
  for (let i = 0; i < size; i++) {
    for (let j = Math.max(0, number - i); j < size; j++) {
      const each = probabilities[i * size + j]! / (i + j);
      home += i * each;
      away += j * each;
    }
  }
  return { home, away };
}
