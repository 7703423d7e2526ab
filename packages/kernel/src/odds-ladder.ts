import { KernelError } from './error.ts';
import { compareOdds, type Odds, oddsFromFraction, oddsFromScaled } from './odds.ts';
import { STANDARD_FRACTIONS } from './odds-fractions.ts';

/** From `fromScaled` (price x 10,000) upwards prices move by `stepScaled`, until the next band. */
export interface LadderBand {
  readonly fromScaled: number;
  readonly stepScaled: number;
}

/** The prices that a market may show: bands in rising order, and the highest price of all. */
export interface PriceLadder {
  readonly bands: readonly LadderBand[];
  readonly topScaled: number;
}

function ladder(top: number, bands: readonly (readonly [from: number, step: number])[]) {
  return {
    bands: bands.map(([from, step]) => ({ fromScaled: from * 100, stepScaled: step * 100 })),
    topScaled: top * 100,
  };
}

/**
 * The ladder of the Betfair Exchange, in hundredths: 1.01 to 2 by 0.01, to 3 by 0.02, … to 1000
 * by 10. Source: Betfair Exchange API documentation, `placeOrders`, price increments.
 */
export const EXCHANGE_LADDER: PriceLadder = ladder(100_000, [
  [101, 1],
  [200, 2],
  [300, 5],
  [400, 10],
  [600, 20],
  [1_000, 50],
  [2_000, 100],
  [3_000, 200],
  [5_000, 500],
  [10_000, 1_000],
]);

/** Every hundredth from 1.01 to 1000: what exchanges use for handicaps and totals. */
export const HUNDREDTHS_LADDER: PriceLadder = ladder(100_000, [[101, 1]]);

/** The highest price on the ladder that does not exceed `odds`. */
export function roundDownToLadder(odds: Odds, prices: PriceLadder): Odds {
  return oddsFromScaled(roundDownScaled(odds.scaled, prices));
}

/** The same on bare ten-thousandths. Refuses a price under the first rung. */
export function roundDownScaled(scaled: number, prices: PriceLadder): number {
  if (scaled >= prices.topScaled) return prices.topScaled;
  const band = prices.bands.findLast((candidate) => candidate.fromScaled <= scaled);
  if (band === undefined) {
    throw new KernelError('ODDS_TOO_LOW', 'the price is below the first rung of the ladder');
  }
  return scaled - ((scaled - band.fromScaled) % band.stepScaled);
}

/** The price `ticks` rungs above (or below, when negative), stopping at the ends of the ladder. */
export function stepOnLadder(odds: Odds, prices: PriceLadder, ticks: number): Odds {
  const first = prices.bands[0]?.fromScaled ?? prices.topScaled;
  let scaled = roundDownScaled(odds.scaled, prices);
  for (let left = Math.abs(ticks); left > 0; left--) {
    const next = ticks > 0 ? rungAbove(scaled, prices) : rungBelow(scaled, first, prices);
    if (next === scaled) break;
    scaled = next;
  }
  return oddsFromScaled(scaled);
}

function rungAbove(scaled: number, prices: PriceLadder): number {
  const band = prices.bands.findLast((candidate) => candidate.fromScaled <= scaled);
  return Math.min(scaled + (band?.stepScaled ?? 0), prices.topScaled);
}

function rungBelow(scaled: number, first: number, prices: PriceLadder): number {
  return scaled <= first ? first : roundDownScaled(scaled - 1, prices);
}

/** The longest standard fraction that does not pay more than `odds`. */
export function roundDownToFraction(odds: Odds): Odds {
  for (const fraction of STANDARD_FRACTIONS.toReversed()) {
    const [winnings = 0, per = 1] = fraction.split('/').map(Number);
    const rung = oddsFromFraction(winnings, per);
    if (compareOdds(rung, odds) <= 0) return rung;
  }
  throw new KernelError('ODDS_TOO_LOW', 'the price is below the shortest standard fraction');
}
