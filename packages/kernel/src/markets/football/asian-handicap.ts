import { chancesOver, oppositeChances } from '../../pricing/line-chances.ts';
import { marginDistribution } from '../../pricing/score-distributions.ts';
import { gradeHandicap } from '../../settlement/asian-line.ts';
import type { MarketType } from '../market-type.ts';
import { isQuarterLine, signed } from '../quarter-line.ts';

const OUTCOMES = ['home', 'away'] as const;

/**
 * Who wins when the home side starts with `handicap` goals. Score count from the moment of the bet,
 * so a bet struck at 1-0 is graded on the final score less 1-0. A market in play says so itself, as
 * `handicap=-0.5|score=1:0`; without a score the bet's own score at acceptance decides.
 */
export const asianHandicap: MarketType = {
  type: 'asian-handicap',
  name: 'Asian handicap',
  line: {
    key: 'handicap',
    expects: 'a multiple of 0.25 from -50 to 50',
    accepts: (line) => isQuarterLine(line, -50, 50),
  },
  countsFromScore: true,
  winners: 1,
  outcomes: () => OUTCOMES,
  title: (line) => `Asian handicap ${signed(line)}`,
  outcomeName: (outcome, line, teams) =>
    outcome === 'home' ? `${teams.home} ${signed(line)}` : `${teams.away} ${signed(0 - line)}`,
  grade(score, line, since) {
    return OUTCOMES.map((side) =>
      gradeHandicap(side, side === 'home' ? 4 * line : 0 - 4 * line, score, since),
    );
  },
  chances({ matrix }, line, since) {
    const home = chancesOver(marginDistribution(matrix), since.home - since.away - line);
    return [home, oppositeChances(home)];
  },
  decided: () => OUTCOMES.map(() => undefined),
};
