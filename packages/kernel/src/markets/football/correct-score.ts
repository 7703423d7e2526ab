import { winOrLose } from '../../pricing/chances.ts';
import { scoreProbability } from '../../pricing/score-matrix.ts';
import type { MarketType } from '../market-type.ts';

const GOALS_NAMED = 4;
const SCORES = Array.from({ length: (GOALS_NAMED + 1) ** 2 }, (_, index) => ({
  home: Math.floor(index / (GOALS_NAMED + 1)),
  away: index % (GOALS_NAMED + 1),
}));
const OTHER = 'other';
const OUTCOMES = [...SCORES.map(({ home, away }) => `${home}-${away}`), OTHER];

/** The exact final score: 0-0 to 4-4 by name, and any other score. */
export const correctScore: MarketType = {
  type: 'correct-score',
  name: 'Correct score',
  line: null,
  winners: 1,
  outcomes: () => OUTCOMES,
  title: () => 'Correct score',
  outcomeName: (outcome) => (outcome === OTHER ? 'Any other score' : outcome),
  grade(score) {
    const named = score.home <= GOALS_NAMED && score.away <= GOALS_NAMED;
    const winner = named ? `${score.home}-${score.away}` : OTHER;
    return OUTCOMES.map((outcome) => (outcome === winner ? 'won' : 'lost'));
  },
  chances({ matrix }) {
    const named = SCORES.map(({ home, away }) => scoreProbability(matrix, home, away));
    const other = Math.max(0, 1 - named.reduce((sum, probability) => sum + probability, 0));
    return [...named, other].map(winOrLose);
  },
  decided(score) {
    const named = score.home <= GOALS_NAMED && score.away <= GOALS_NAMED;
    const scores = SCORES.map(({ home, away }) =>
      home < score.home || away < score.away ? 'lost' : undefined,
    );
    return [...scores, named ? undefined : 'won'];
  },
};
