import { KernelError } from '../../error.ts';
import { sumOf } from '../sum.ts';
import type { MarginMethod } from './method.ts';

/**
 * p = q - (S - w) / n: the same share off every outcome. A long shot can come out at or below
 * nothing; that is refused with `MARGIN_INVALID`, because no correct answer exists.
 */
export const additive: MarginMethod = {
  remove(quoted, winners) {
    const share = (sumOf(quoted) - winners) / quoted.length;
    const probabilities = quoted.map((q) => q - share);
    const bad = probabilities.findIndex((p) => p <= 0 || p >= 1);
    if (bad >= 0) {
      throw new KernelError(
        'MARGIN_INVALID',
        'the additive method leaves an outcome no probability; use another method',
        `quoted[${bad}]`,
      );
    }
    return { probabilities, parameter: share };
  },
  apply(fair, sum, winners) {
    const share = (sum - winners) / fair.length;
    return fair.map((p) => p + share);
  },
};
