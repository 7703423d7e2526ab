import { chancesOver, oppositeChances } from '../../pricing/line-chances.ts';
import { totalDistribution } from '../../pricing/score-distributions.ts';
import { gradeTotal } from '../../settlement/asian-line.ts';
import type { MarketType } from '../market-type.ts';
import { isQuarterLine } from '../quarter-line.ts';

const OUTCOMES = ['over', 'under'] as const;

/** All goals of the match against a line; whole and quarter lines settle in parts. */
export const totals: MarketType = {
  type: 'totals',
  name: 'Total goals',
  line: {
    key: 'total',
    expects: 'a multiple of 0.25 from 0.5 to 50',
    accepts: (line) => isQuarterLine(line, 0.5, 50),
  },
  winners: 1,
  outcomes: () => OUTCOMES,
  title: (line) => `Total goals ${line}`,
  outcomeName: (outcome, line) => `${outcome === 'over' ? 'Over' : 'Under'} ${line}`,
  grade(score, line) {
    return OUTCOMES.map((side) => gradeTotal(side, 4 * line, score.home + score.away));
  },
  chances({ matrix }, line) {
    const over = chancesOver(totalDistribution(matrix), line);
    return [over, oppositeChances(over)];
  },
  /** More goals only help the over, so it is decided once won, and never lost early. */
  decided(score, line) {
    const isOver = gradeTotal('over', 4 * line, score.home + score.away) === 'won';
    return isOver ? ['won', 'lost'] : [undefined, undefined];
  },
};
