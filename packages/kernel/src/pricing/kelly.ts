import { KernelError } from '../error.ts';
import type { Chances } from './chances.ts';
import { findRoot } from './find-root.ts';

export interface KellyInput {
  /** The bettor's own, margin-free view of the outcome; `winOrLose(p)` for a plain one. */
  readonly chances: Chances;
  /** Decimal odds x 10,000 on offer. */
  readonly odds: number;
  /** Share of the full Kelly stake to take, 0..1; half Kelly is 0.5. Default 1. */
  readonly fraction?: number;
}

/**
 * The share of the bankroll (0..1) whose expected logarithm grows fastest (Kelly 1956), times
 * `fraction`. 0 when the bet has no edge. For win or lose it is (p b - (1 - p)) / b with b the
 * odds less 1; half results and pushes are solved for.
 */
export function kellyStake(input: KellyInput): number {
  const { chances, odds, fraction = 1 } = input;
  if (!Number.isFinite(odds) || odds <= 10_000) {
    throw new KernelError('ODDS_INVALID', 'odds must be more than 1', 'odds');
  }
  if (!(fraction >= 0 && fraction <= 1)) {
    throw new KernelError('NUMBER_INVALID', 'the Kelly fraction must be 0..1', 'fraction');
  }
  const b = odds / 10_000 - 1;
  const slope = (share: number): number =>
    (chances.win * b) / (1 + share * b) +
    (chances.halfWin * b) / 2 / (1 + (share * b) / 2) -
    chances.halfLose / 2 / (1 - share / 2) -
    (chances.lose === 0 ? 0 : chances.lose / (1 - share));
  if (slope(0) <= 0) return 0;
  if (chances.lose === 0 && slope(1) >= 0) return fraction;
  return fraction * (findRoot(slope, 0, chances.lose === 0 ? 1 : 1 - 1e-12) ?? 0);
}
