import { KernelError } from '../error.ts';
import { additive } from './margin/additive.ts';
import type { MarginMethod, MarginRemoval } from './margin/method.ts';
import { logarithmic, oddsRatio } from './margin/odds-ratio.ts';
import { power } from './margin/power.ts';
import { proportional } from './margin/proportional.ts';
import { shin } from './margin/shin.ts';
import { sumOf } from './sum.ts';

/** How a margin is spread over the outcomes of a market. */
export type MarginMethodName =
  | 'proportional'
  | 'additive'
  | 'power'
  | 'shin'
  | 'odds-ratio'
  | 'logarithmic';

const METHODS: Readonly<Record<MarginMethodName, MarginMethod>> = {
  proportional,
  additive,
  power,
  shin,
  'odds-ratio': oddsRatio,
  logarithmic,
};

/** Every margin method, in the order in which they are listed to people. */
export const marginMethods = Object.keys(METHODS) as readonly MarginMethodName[];

export interface MarginRemovalOptions {
  readonly method: MarginMethodName;
  /** How many outcomes win together (double chance: 2). Default 1. */
  readonly winners?: number;
}

export interface MarginOptions extends MarginRemovalOptions {
  /** The margin over fair, such as 0.05 for a book that sums to 105 %; zero or more. */
  readonly overround: number;
}

/** Quoted probabilities 1 / odds of decimal odds x 10,000. Refuses odds at or below 1. */
export function impliedProbabilities(odds: readonly number[]): number[] {
  return odds.map((scaled, index) => {
    if (!Number.isFinite(scaled) || scaled <= 10_000) {
      throw new KernelError('ODDS_INVALID', 'odds must be more than 1', `odds[${index}]`);
    }
    return 10_000 / scaled;
  });
}

/** How much the quoted probabilities exceed a fair book: their sum / winners - 1. */
export function overround(quoted: readonly number[], winners = 1): number {
  requireMarket(quoted, winners, 'quoted');
  return sumOf(quoted) / winners - 1;
}

/**
 * Fair probabilities (summing to `winners`) from quoted ones.
 *
 * Errors: `PROBABILITY_INVALID`, `MARKET_INVALID`, `MARGIN_INVALID` (additive only),
 * `MARGIN_INVALID` where the method has no answer.
 */
export function removeMargin(
  quoted: readonly number[],
  options: MarginRemovalOptions,
): MarginRemoval {
  const winners = options.winners ?? 1;
  requireMarket(quoted, winners, 'quoted');
  return methodOf(options.method).remove(quoted, winners);
}

/**
 * Quoted probabilities from fair ones: they sum to winners x (1 + overround). With the proportional
 * and additive methods a near-certain outcome may exceed 1: no price exists for it, and
 * `quoteOdds` answers null.
 */
export function applyMargin(fair: readonly number[], options: MarginOptions): number[] {
  const winners = options.winners ?? 1;
  requireMarket(fair, winners, 'fair');
  if (Math.abs(sumOf(fair) - winners) > 1e-9) {
    throw new KernelError(
      'PROBABILITY_INVALID',
      `fair probabilities must sum to ${winners}`,
      'fair',
    );
  }
  if (!(options.overround >= 0) || options.overround > 1) {
    throw new KernelError('MARGIN_INVALID', 'the overround must be between 0 and 1', 'overround');
  }
  const method = methodOf(options.method);
  return method.apply(fair, winners * (1 + options.overround), winners);
}

function methodOf(name: MarginMethodName): MarginMethod {
  if (!Object.hasOwn(METHODS, name)) {
    throw new KernelError('FIELD_INVALID', `Use one of ${marginMethods.join(', ')}.`, 'method');
  }
  return METHODS[name];
}

function requireMarket(probabilities: readonly number[], winners: number, path: string): void {
  if (!Number.isInteger(winners) || winners < 1 || probabilities.length <= winners) {
    throw new KernelError('MARKET_INVALID', 'a market needs more outcomes than winners', path);
  }
  for (const [index, probability] of probabilities.entries()) {
    if (!(probability > 0 && probability < 1)) {
      throw new KernelError(
        'PROBABILITY_INVALID',
        'a probability must be between 0 and 1',
        `${path}[${index}]`,
      );
    }
  }
}
