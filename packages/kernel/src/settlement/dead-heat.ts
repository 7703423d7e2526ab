import { KernelError } from '../error.ts';
import type { Fraction } from '../rational.ts';

/**
 * The share of the stake that stands when `tied` runners share `position` and `places` places pay:
 * max(0, min(tied, places - position + 1)) / tied. Two that tie for the only first place: 1/2; four
 * that share third with four places paid: 2/4. The price on the standing part stays full.
 */
export function deadHeatFactor(position: number, tied: number, places: number): Fraction {
  for (const value of [position, tied, places]) {
    if (!Number.isInteger(value) || value < 1) {
      const message = 'position, runners tied and places are whole numbers from 1';
      throw new KernelError('DEAD_HEAT_INVALID', message);
    }
  }
  return { num: Math.max(0, Math.min(tied, places - position + 1)), den: tied };
}
