import { MAX_ODDS_SCALED, ODDS_SCALE } from '../odds.ts';
import { type PriceLadder, roundDownScaled } from '../odds-ladder.ts';
import { type Chances, effectiveProbability } from './chances.ts';
import { applyMargin, type MarginMethodName } from './margin.ts';
import { sumOf } from './sum.ts';

export interface QuoteOptions {
  /** The margin over fair, such as 0.05. */
  readonly overround: number;
  readonly method: MarginMethodName;
  readonly ladder: PriceLadder;
  /** How many outcomes of the market win together. Default 1. */
  readonly winners?: number;
}

/** A fair probability and the odds to offer for it. */
export interface Quote {
  /** Margin-free probability, in the sense of `effectiveProbability`. */
  readonly probability: number;
  /** Decimal odds x 10,000 on the price ladder; null where no price can be offered. */
  readonly odds: number | null;
}

/** Closer to 0 or 1 than this, an outcome is impossible or certain. */
const EDGE = 1e-9;

/**
 * Prices of all outcomes of one market: fair probability, margin, then down to the price ladder.
 * Outcomes that are impossible or certain get no price, and the margin is spread over the rest.
 * Where only as many outcomes are left as win, none has a price.
 */
export function quoteMarket(chances: readonly Chances[], options: QuoteOptions): Quote[] {
  const fair = chances.map(effectiveProbability);
  const open = fair.filter(isOpen);
  const certain = fair.filter((probability) => probability >= 1 - EDGE).length;
  const winners = (options.winners ?? 1) - certain;
  const priced = winners > 0 && open.length > winners;
  const quoted = priced ? applyMargin(scaledTo(open, winners), { ...options, winners }) : [];
  let next = 0;
  return fair.map((probability) => ({
    probability: Number.isNaN(probability) ? 0 : probability,
    odds: isOpen(probability) ? quoteOdds(quoted[next++] ?? 1, options.ladder) : null,
  }));
}

/**
 * The odds x 10,000 for a quoted probability, down to the ladder; null when no price on the ladder
 * is that short. A probability is a float, so an exact price may come out one rung lower.
 */
export function quoteOdds(quoted: number, ladder: PriceLadder): number | null {
  if (!(quoted > 0)) return ladder.topScaled;
  const scaled = Math.min(Math.floor(ODDS_SCALE / quoted + 1e-6), MAX_ODDS_SCALED);
  if (scaled < (ladder.bands[0]?.fromScaled ?? ladder.topScaled)) return null;
  return roundDownScaled(scaled, ladder);
}

function isOpen(probability: number): boolean {
  return probability > EDGE && probability < 1 - EDGE;
}

function scaledTo(probabilities: readonly number[], sum: number): number[] {
  const scale = sum / sumOf(probabilities);
  return probabilities.map((probability) => probability * scale);
}
