import { winOrLose } from '../../pricing/chances.ts';
import type { MarketType } from '../market-type.ts';
import { type MatchResult, matchResult, resultName, resultProbabilities } from './match-result.ts';

const PAIRS: ReadonlyMap<string, readonly [MatchResult, MatchResult]> = new Map([
  ['home-or-draw', ['home', 'draw']],
  ['home-or-away', ['home', 'away']],
  ['draw-or-away', ['draw', 'away']],
]);
const OUTCOMES = [...PAIRS.keys()];

/** Two of the three results of the match at once. */
export const doubleChance: MarketType = {
  type: 'double-chance',
  name: 'Double chance',
  line: null,
  winners: 2,
  outcomes: () => OUTCOMES,
  title: () => 'Double chance',
  outcomeName(outcome, _line, teams) {
    const names = PAIRS.get(outcome)?.map((result) => resultName(result, teams)) ?? [];
    return names.join(' or ');
  },
  grade(score) {
    const result = matchResult(score);
    return [...PAIRS.values()].map((pair) => (pair.includes(result) ? 'won' : 'lost'));
  },
  chances({ matrix }) {
    const { home, draw, away } = resultProbabilities(matrix);
    return [home + draw, home + away, draw + away].map(winOrLose);
  },
  decided: () => OUTCOMES.map(() => undefined),
};
