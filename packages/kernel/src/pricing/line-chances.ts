import type { Chances } from './chances.ts';
import type { Distribution } from './score-distributions.ts';

/** Chances that a value of the distribution is over `line` (a multiple of a quarter). */
export function chancesOver(distribution: Distribution, line: number): Chances {
  const chances = { win: 0, halfWin: 0, push: 0, halfLose: 0, lose: 0 };
  const first = Math.round(4 * (distribution.low - line));
  for (const [index, probability] of distribution.probabilities.entries()) {
    const quarters = first + 4 * index;
    if (quarters >= 2) chances.win += probability;
    else if (quarters === 1) chances.halfWin += probability;
    else if (quarters === 0) chances.push += probability;
    else if (quarters === -1) chances.halfLose += probability;
    else chances.lose += probability;
  }
  return chances;
}

/** The chances of the other side of the same line. */
export function oppositeChances(chances: Chances): Chances {
  const { win, halfWin, push, halfLose, lose } = chances;
  return { win: lose, halfWin: halfLose, push, halfLose: halfWin, lose: win };
}
