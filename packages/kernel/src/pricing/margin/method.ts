/**
 * One way to spread a margin. Every method is a one-parameter family of curves between the fair
 * probability p of an outcome and its quoted (implied) probability q = 1 / odds; `remove` and
 * `apply` are the two directions along the curve that makes the sum right.
 *
 * `winners` is how many outcomes of the market win together: 1 for 1X2, 2 for double chance.
 */
export interface MarginMethod {
  /** Fair probabilities that sum to `winners`, and the method's own parameter. */
  remove(quoted: readonly number[], winners: number): MarginRemoval;
  /** Quoted probabilities that sum to `sum` (winners x (1 + overround)). */
  apply(fair: readonly number[], sum: number, winners: number): number[];
}

export interface MarginRemoval {
  readonly probabilities: number[];
  /** k of power, z of Shin, c of odds ratio, ln c of logarithmic; else the share taken off. */
  readonly parameter: number;
}
