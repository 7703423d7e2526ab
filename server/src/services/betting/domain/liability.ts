import type { ReturnAtStake } from './stake-limits.ts';

/** Caps of the book, in its own currency's minor units. */
export interface LiabilityCaps {
  /** Most that all bets on one outcome may return. */
  readonly outcomeMaxMinor: bigint;
  /** Largest loss on one market, and on one fixture. */
  readonly marketMaxMinor: bigint;
  readonly fixtureMaxMinor: bigint;
}

/** Where on the board a leg stands. */
export interface LegPosition {
  readonly fixtureId: string;
  readonly marketId: string;
  readonly outcomeId: string;
}

/** What one bet adds to the exposure of each of its legs, in the book's currency; frozen on it. */
export interface BetLiability {
  /** The most it returns, rounded up. */
  readonly returnMinor: bigint;
  /** Its stake where it is a single, rounded down; a multiple's stake is not counted at all. */
  readonly stakeMinor: bigint;
}

/** One unit of a currency in the book's currency: `num / den`. */
export interface Rate {
  readonly num: bigint;
  readonly den: bigint;
}

export interface MarketExposure {
  readonly fixtureId: string;
  stakesMinor: bigint;
  worstMinor: bigint;
  readonly payoutsMinor: Map<string, bigint>;
}

/**
 * The exposure of the markets of a batch, kept up to date in memory while bets are decided.
 *
 * The rule: a single adds its return to its outcome and its stake to its market. A bet of several
 * legs adds its whole return to the outcome of every leg and no stake anywhere. That counts it more
 * than once, never less: real losses cannot exceed what is recorded.
 */
export interface ExposureBook {
  readonly markets: Map<string, MarketExposure>;
  readonly fixturesMinor: Map<string, bigint>;
}

/** The liability of a bet at its stake. Rounded against the house, so that caps hold exactly. */
export function liabilityOf(bet: ReturnAtStake, rate: Rate, single: boolean): BetLiability {
  return {
    returnMinor: ceilDivide(bet.num * rate.num, bet.den * rate.den),
    stakeMinor: single ? (bet.stakeMinor * rate.num) / rate.den : 0n,
  };
}

/** Adds a bet to the exposure of its legs (`sign` 1) or takes it off again (-1). */
export function addExposure(
  book: ExposureBook,
  legs: readonly LegPosition[],
  liability: BetLiability,
  sign: 1n | -1n,
): void {
  for (const { marketId, fixtureId, outcomeId } of legs) {
    const market = marketOf(book, marketId, fixtureId);
    const payouts = market.payoutsMinor.get(outcomeId) ?? 0n;
    market.payoutsMinor.set(outcomeId, payouts + sign * liability.returnMinor);
    market.stakesMinor += sign * liability.stakeMinor;
    const worstMinor = worstOf(market);
    const fixture = book.fixturesMinor.get(fixtureId) ?? 0n;
    book.fixturesMinor.set(fixtureId, fixture + worstMinor - market.worstMinor);
    market.worstMinor = worstMinor;
  }
}

/**
 * The largest stake up to the bet's own, in its currency and whole steps, that breaks no cap; 0
 * where there is no room at all. A bet at this stake is accepted while nothing else changes.
 */
export function stakeForLiability(
  book: ExposureBook,
  legs: readonly LegPosition[],
  bet: ReturnAtStake,
  rate: Rate,
  caps: LiabilityCaps,
): bigint {
  const single = legs.length === 1;
  const rooms = legs.map((leg) => roomOn(book, leg, caps));
  const fits = (stakeMinor: bigint) => {
    const scaled = { ...bet, num: bet.num * stakeMinor, den: bet.den * bet.stakeMinor, stakeMinor };
    const { returnMinor, stakeMinor: counted } = liabilityOf(scaled, rate, single);
    return rooms.every(
      (room) => returnMinor <= room.returnMinor && returnMinor - counted <= room.lossMinor,
    );
  };
  if (fits(bet.stakeMinor)) return bet.stakeMinor;
  // The conditions are monotone in the stake: halve the steps between 0 and the stake asked for.
  let low = 0n;
  let high = bet.stakeMinor / bet.stepMinor;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (fits(middle * bet.stepMinor)) low = middle;
    else high = middle;
  }
  return low * bet.stepMinor;
}

/** How much more one outcome may return, and how much more its market may lose on it. */
function roomOn(
  book: ExposureBook,
  leg: LegPosition,
  caps: LiabilityCaps,
): { readonly returnMinor: bigint; readonly lossMinor: bigint } {
  const market = book.markets.get(leg.marketId);
  const payouts = market?.payoutsMinor.get(leg.outcomeId) ?? 0n;
  const stakes = market?.stakesMinor ?? 0n;
  const others = (book.fixturesMinor.get(leg.fixtureId) ?? 0n) - (market?.worstMinor ?? 0n);
  const lossMax = least(caps.marketMaxMinor, caps.fixtureMaxMinor - others);
  return {
    returnMinor: caps.outcomeMaxMinor - payouts,
    lossMinor: lossMax - payouts + stakes,
  };
}

function marketOf(book: ExposureBook, marketId: string, fixtureId: string): MarketExposure {
  const known = book.markets.get(marketId);
  if (known !== undefined) return known;
  const market = { fixtureId, stakesMinor: 0n, worstMinor: 0n, payoutsMinor: new Map() };
  book.markets.set(marketId, market);
  return market;
}

function worstOf({ payoutsMinor, stakesMinor }: MarketExposure): bigint {
  let most = 0n;
  for (const payouts of payoutsMinor.values()) if (payouts > most) most = payouts;
  return most > stakesMinor ? most - stakesMinor : 0n;
}

function ceilDivide(num: bigint, den: bigint): bigint {
  return (num + den - 1n) / den;
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
