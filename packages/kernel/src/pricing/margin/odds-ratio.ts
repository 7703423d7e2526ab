import { findRoot } from '../find-root.ts';
import { sumOf } from '../sum.ts';
import type { MarginMethod } from './method.ts';
import { requireRoot } from './require-root.ts';

/**
 * p = q / (c + q - c q): the odds ratio q/(1-q) : p/(1-p) is the same c for every outcome
 * (Cheung, "Fixed-odds betting and traditional odds", 2015).
 */
export const oddsRatio: MarginMethod = {
  remove(quoted, winners) {
    const shift = logitShift(quoted, winners);
    return { probabilities: quoted.map((q) => shifted(q, shift)), parameter: Math.exp(-shift) };
  },
  apply(fair, sum) {
    const shift = logitShift(fair, sum);
    return fair.map((p) => shifted(p, shift));
  },
};

/**
 * logit(p) = logit(q) - a: the same step off every outcome's log odds. With a = ln c this is the
 * odds ratio seen on another scale, so the probabilities are equal; the parameter is a.
 */
export const logarithmic: MarginMethod = {
  remove(quoted, winners) {
    const shift = logitShift(quoted, winners);
    return { probabilities: quoted.map((q) => shifted(q, shift)), parameter: -shift };
  },
  apply: oddsRatio.apply,
};

/** The step in log odds that makes the probabilities sum to `sum`. */
function logitShift(values: readonly number[], sum: number): number {
  return requireRoot(
    findRoot((shift) => sumOf(values.map((value) => shifted(value, shift))) - sum, -50, 50),
  );
}

function shifted(probability: number, shift: number): number {
  const ratio = Math.exp(shift);
  return (probability * ratio) / (1 - probability + probability * ratio);
}
