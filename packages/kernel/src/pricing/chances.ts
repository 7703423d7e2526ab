/** How likely an outcome is to end in each result; the five sum to 1. */
export interface Chances {
  readonly win: number;
  readonly halfWin: number;
  readonly push: number;
  readonly halfLose: number;
  readonly lose: number;
}

/** Chances of an outcome that can only win or lose. */
export function winOrLose(win: number): Chances {
  return { win, halfWin: 0, push: 0, halfLose: 0, lose: 1 - win };
}

/**
 * The probability p whose fair odds 1 / p are the fair odds of these chances: a push returns the
 * stake and halves count half, so p = W / (W + L) with W = win + halfWin / 2 and L likewise. The two
 * sides of an Asian line sum to 1. Certain push: NaN, because every price is fair.
 */
export function effectiveProbability(chances: Chances): number {
  const won = chances.win + chances.halfWin / 2;
  const lost = chances.lose + chances.halfLose / 2;
  return won / (won + lost);
}

/** Expected return of one unit staked at these decimal odds x 10,000. */
export function expectedReturn(chances: Chances, odds: number): number {
  const price = odds / 10_000;
  return (
    chances.win * price + (chances.halfWin * (price + 1)) / 2 + chances.push + chances.halfLose / 2
  );
}
