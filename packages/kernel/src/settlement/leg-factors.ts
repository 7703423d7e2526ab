import {
  addFactors,
  FACTOR_HALF,
  FACTOR_ONE,
  FACTOR_ZERO,
  type Factor,
  multiplyFactors,
} from '../bet-calculator/factor.ts';
import type { Leg, LegResult, PlaceTerms } from '../bet-calculator/slip.ts';
import type { Fraction } from '../rational.ts';
import { settleBuilder } from './bet-builder.ts';
import { deadHeatFactor } from './dead-heat.ts';
import { cutPrice, totalDeduction } from './rule4.ts';

/**
 * `win` and `place` are the two bets of an each-way line; `whole` is a bet that is not each way.
 */
export type Part = 'whole' | 'win' | 'place';

/** How a settlement reads its legs. */
export interface Reading {
  /** Whether a better starting price replaces the price taken. */
  readonly bestOdds: boolean;
  readonly waiveFivePence: boolean;
}

/**
 * A leg in one part of the bet: the share `win` of the stake that is paid at `price`, and the
 * share `refund` that comes back. The leg multiplies a line's stake by win x price + refund.
 */
export interface LegFactors {
  readonly price: Factor;
  readonly win: Fraction;
  readonly refund: Fraction;
}

/** The result of a leg; that of a bet builder follows from its parts. */
export function resultOf(leg: Leg): LegResult {
  return leg.builder === undefined ? leg.result : settleBuilder(leg).result;
}

/** The factors of a leg, each named: what an explanation shows. */
export function legFactors(leg: Leg, part: Part, reading: Reading): LegFactors {
  const result = resultOf(leg);
  return {
    price: priceOf(leg, part, reading),
    win: winShare(leg, result, part),
    refund: refundShare(result),
  };
}

/**
 * win x price + refund; an open leg counts as lost, for what is certain. The common
 * cases are answered without arithmetic.
 */
export function legMultiplier(leg: Leg, part: Part, reading: Reading): Factor {
  const result = resultOf(leg);
  const win = winShare(leg, result, part);
  if (win.num === 0) return refundShare(result);
  const price = priceOf(leg, part, reading);
  if (win.num === win.den) return price;
  if (result === 'half-won') return multiplyFactors(addFactors(price, FACTOR_ONE), FACTOR_HALF);
  return multiplyFactors(win, price);
}

/** The share of a line's stake that survives the leg, won or refunded. */
export function legSurvival(leg: Leg, part: Part): Fraction {
  const result = resultOf(leg);
  if (result === 'half-won') return FACTOR_ONE;
  const refund = refundShare(result);
  return refund.num === 0 ? winShare(leg, result, part) : refund;
}

/** The share of a line's stake that the leg refunds. */
export function legRefund(leg: Leg): Fraction {
  return refundShare(resultOf(leg));
}

function refundShare(result: LegResult): Fraction {
  if (result === 'void' || result === 'push') return FACTOR_ONE;
  return result === 'half-won' || result === 'half-lost' ? FACTOR_HALF : FACTOR_ZERO;
}

function winShare(leg: Leg, result: LegResult, part: Part): Fraction {
  if (result === 'half-won') return FACTOR_HALF;
  if (result !== 'won' && result !== 'placed') return FACTOR_ZERO;
  const topMarket = part === 'whole' && isTopMarket(leg.places);
  if (result === 'placed' && part !== 'place' && !topMarket) return FACTOR_ZERO;
  if (leg.deadHeatFactor !== undefined) return leg.deadHeatFactor;
  if (leg.deadHeat === undefined) return FACTOR_ONE;
  const { position, tied } = leg.deadHeat;
  return deadHeatFactor(position, tied, placesPaid(leg, part));
}

/** How many winners the part has: the places of the terms, or the single winner. */
export function placesPaid(leg: Leg, part: Part): number {
  if (leg.places === undefined || part === 'win') return 1;
  return part === 'place' || isTopMarket(leg.places) ? leg.places.count : 1;
}

/** Places at 1/1 are not each-way terms but a market with several winners, such as a top 10. */
function isTopMarket(places: PlaceTerms | undefined): boolean {
  return places !== undefined && places.fraction.num === places.fraction.den;
}

/** What one standing unit returns in this part: after place terms, Rule 4 and best odds. */
function priceOf(leg: Leg, part: Part, reading: Reading): Factor {
  if (leg.builder !== undefined) return settleBuilder(leg).price;
  const fraction = part === 'place' ? (leg.places?.fraction ?? FACTOR_ONE) : FACTOR_ONE;
  const deduction = leg.rule4 === undefined ? 0 : totalDeduction(leg.rule4, reading.waiveFivePence);
  const taken = cutPrice(leg.odds, fraction, deduction);
  if (!reading.bestOdds || leg.bestOddsGuaranteed !== true) return taken;
  // A starting price is made without the withdrawn runners, so Rule 4 does not cut it.
  const starting =
    leg.startingPrice === undefined ? taken : cutPrice(leg.startingPrice, fraction, 0);
  return greaterFactor(taken, starting);
}

function greaterFactor(a: Factor, b: Factor): Factor {
  const left = BigInt(a.num) * BigInt(b.den);
  return left >= BigInt(b.num) * BigInt(a.den) ? a : b;
}
