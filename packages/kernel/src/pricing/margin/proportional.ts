import { sumOf } from '../sum.ts';
import type { MarginMethod } from './method.ts';

/** p = q / S: simplest, and biased towards long shots being too likely. */
export const proportional: MarginMethod = {
  remove(quoted, winners) {
    const scale = winners / sumOf(quoted);
    return { probabilities: quoted.map((q) => q * scale), parameter: scale };
  },
  apply(fair, sum) {
    const scale = sum / sumOf(fair);
    return fair.map((p) => p * scale);
  },
};
