import { winOrLose } from '../../pricing/chances.ts';
import type { ScoreMatrix } from '../../pricing/score-matrix.ts';
import type { MarketType } from '../market-type.ts';

const OUTCOMES = ['yes', 'no'] as const;

/** Whether each side scores at least once. */
export const bothTeamsToScore: MarketType = {
  type: 'both-teams-to-score',
  name: 'Both teams to score',
  line: null,
  winners: 1,
  outcomes: () => OUTCOMES,
  title: () => 'Both teams to score',
  outcomeName: (outcome) => (outcome === 'yes' ? 'Yes' : 'No'),
  grade: (score) => (score.home > 0 && score.away > 0 ? ['won', 'lost'] : ['lost', 'won']),
  chances({ matrix }) {
    const yes = winOrLose(bothScore(matrix));
    return [yes, winOrLose(yes.lose)];
  },
  decided: (score) => (score.home > 0 && score.away > 0 ? ['won', 'lost'] : [undefined, undefined]),
};

function bothScore(matrix: ScoreMatrix): number {
  const { from, size, probabilities } = matrix;
  let yes = 0;
  for (let i = from.home > 0 ? 0 : 1; i < size; i++) {
    for (let j = from.away > 0 ? 0 : 1; j < size; j++) yes += probabilities[i * size + j]!;
  }
  return yes;
}
