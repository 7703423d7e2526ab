import type { MarketType } from '../market-type.ts';
import { matchResult, resultName, resultProbabilities } from './match-result.ts';

const OUTCOMES = ['home', 'away'] as const;

/** Who wins; the stake comes back on a draw. */
export const drawNoBet: MarketType = {
  type: 'draw-no-bet',
  name: 'Draw no bet',
  line: null,
  winners: 1,
  outcomes: () => OUTCOMES,
  title: () => 'Draw no bet',
  outcomeName: (outcome, _line, teams) => resultName(outcome, teams),
  grade(score) {
    const result = matchResult(score);
    return OUTCOMES.map((outcome) => {
      if (result === 'draw') return 'push';
      return outcome === result ? 'won' : 'lost';
    });
  },
  chances({ matrix }) {
    const { home, draw, away } = resultProbabilities(matrix);
    return [
      { win: home, halfWin: 0, push: draw, halfLose: 0, lose: away },
      { win: away, halfWin: 0, push: draw, halfLose: 0, lose: home },
    ];
  },
  decided: () => OUTCOMES.map(() => undefined),
};
