import { KernelError } from '../../error.ts';
import { findRoot } from '../find-root.ts';
import { sumOf } from '../sum.ts';
import type { MarginMethod } from './method.ts';
import { requireRoot } from './require-root.ts';

/**
 * Shin's model of a book that defends itself against a share z of insiders (Economic Journal 103,
 * 1993). q = sqrt(zp + (1-z)p^2) x sum over all of sqrt(zp + (1-z)p^2); for two outcomes equal to
 * the additive method. Defined for markets with one winner and no negative margin.
 */
export const shin: MarginMethod = {
  remove(quoted, winners) {
    requireOneWinner(winners);
    const sum = sumOf(quoted);
    if (sum < 1 - 1e-12) {
      throw new KernelError(
        'MARGIN_INVALID',
        'the Shin method needs prices with a margin of zero or more',
        'quoted',
      );
    }
    const squares = quoted.map((q) => (q * q) / sum);
    const excess = (z: number): number => sumOf(squares.map((square) => fairOf(square, z))) - 1;
    const z = excess(0) <= 0 ? 0 : requireRoot(findRoot(excess, 0, 1));
    return { probabilities: squares.map((square) => fairOf(square, z)), parameter: z };
  },
  apply(fair, sum, winners) {
    requireOneWinner(winners);
    const roots = (z: number): number[] => fair.map((p) => Math.sqrt(z * p + (1 - z) * p * p));
    const excess = (z: number): number => sumOf(roots(z)) ** 2 - sum;
    const z = excess(0) >= 0 ? 0 : requireRoot(findRoot(excess, 0, 1));
    const atZ = roots(z);
    const total = sumOf(atZ);
    return atZ.map((root) => root * total);
  },
};

/** The textbook formula with its fraction turned over, so that z = 1 is not 0 / 0. */
function fairOf(square: number, z: number): number {
  return (2 * square) / (Math.sqrt(z * z + 4 * (1 - z) * square) + z);
}

function requireOneWinner(winners: number): void {
  if (winners === 1) return;
  throw new KernelError(
    'MARGIN_INVALID',
    'the Shin method needs a market with one winner',
    'winners',
  );
}
