import { findRoot } from '../find-root.ts';
import { sumOf } from '../sum.ts';
import type { MarginMethod } from './method.ts';
import { requireRoot } from './require-root.ts';

/** p = q^k with k chosen so that the sum is right; k > 1 where there is a margin. */
export const power: MarginMethod = {
  remove(quoted, winners) {
    const k = exponent(quoted, winners);
    return { probabilities: quoted.map((q) => q ** k), parameter: k };
  },
  apply(fair, sum) {
    const k = exponent(fair, sum);
    return fair.map((p) => p ** k);
  },
};

/** The k > 0 for which the k-th powers sum to `sum`. Searched in ln k, where it is smooth. */
function exponent(values: readonly number[], sum: number): number {
  const logs = values.map((value) => Math.log(value));
  const excess = (lnK: number): number => {
    const k = Math.exp(lnK);
    return sumOf(logs.map((log) => Math.exp(k * log))) - sum;
  };
  return Math.exp(requireRoot(findRoot(excess, -20, 20)));
}
