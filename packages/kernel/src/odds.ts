import { KernelError } from './error.ts';

/**
 * A price, exact. `num / den` is the decimal price in lowest terms (what one staked unit returns);
 * `scaled` is the same price x 10,000, cut to a whole number; `fraction` is the winnings per unit
 * as they were quoted (`6/4`), and is kept whenever `scaled` alone would lose something (`1/3`).
 * The pair (`scaled`, `fraction`) is what is stored: `oddsFromStored` gives the price back.
 */
export interface Odds {
  readonly scaled: number;
  readonly num: number;
  readonly den: number;
  readonly fraction: string | null;
}

export const ODDS_SCALE = 10_000;
/** Prices run from above 1 up to 1,000,000. */
export const MAX_ODDS_SCALED = 10_000_000_000;
/** Finest quoted fraction: its lower number is at most this, so `scaled` stays above 1. */
export const MAX_FRACTION_DEN = 10_000;

/** The price of a whole number of ten-thousandths: 25000 is 2.5. */
export function oddsFromScaled(scaled: number): Odds {
  if (!Number.isSafeInteger(scaled)) {
    throw new KernelError('ODDS_INVALID', `${scaled} is not a whole number of ten-thousandths`);
  }
  requireInRange(scaled);
  const divisor = commonDivisor(scaled, ODDS_SCALE);
  return { scaled, num: scaled / divisor, den: ODDS_SCALE / divisor, fraction: null };
}

/** The price that pays `winnings / per` on top of the stake: (4, 1) is 5.0, (6, 4) is 2.5. */
export function oddsFromFraction(winnings: number, per: number): Odds {
  return { ...exactPrice(winnings, per), fraction: `${winnings}/${per}` };
}

/** The price back from what was stored of it. Refuses a fraction that contradicts `scaled`. */
export function oddsFromStored(scaled: number, fraction: string | null): Odds {
  if (fraction === null) return oddsFromScaled(scaled);
  const match = /^(\d{1,10})\/(\d{1,5})$/.exec(fraction);
  const odds = match === null ? null : oddsFromFraction(Number(match[1]), Number(match[2]));
  if (odds === null || odds.scaled !== scaled) {
    throw new KernelError('ODDS_INVALID', `fraction "${fraction}" does not agree with ${scaled}`);
  }
  return odds;
}

/**
 * The price that pays `winnings / per`, kept as a fraction only where ten-thousandths cannot hold
 * it: for prices that arrive as American, Indonesian or Malay odds.
 */
export function oddsFromWinnings(winnings: number, per: number): Odds {
  const price = exactPrice(winnings, per);
  if (ODDS_SCALE % price.den === 0) return { ...price, fraction: null };
  return { ...price, fraction: `${price.num - price.den}/${price.den}` };
}

function exactPrice(winnings: number, per: number): Omit<Odds, 'fraction'> {
  const whole = Number.isSafeInteger(winnings) && Number.isSafeInteger(per);
  if (!whole || winnings < 0 || per < 1) {
    throw new KernelError('ODDS_INVALID', 'a fraction has two whole numbers, such as 4/1');
  }
  const divisor = commonDivisor(winnings, per);
  const den = per / divisor;
  const num = winnings / divisor + den;
  if (den > MAX_FRACTION_DEN) {
    throw new KernelError('ODDS_TOO_PRECISE', `a fraction's lower number is at most 10000`);
  }
  // Exact for every price in range: num is then at most 10^10, the product a safe integer, and
  // a quotient that is not whole stays 1/10,000 away from the next whole number.
  const scaled = Math.floor((num * ODDS_SCALE) / den);
  requireInRange(scaled);
  return { scaled, num, den };
}

function requireInRange(scaled: number): void {
  if (scaled <= ODDS_SCALE) {
    throw new KernelError('ODDS_TOO_LOW', 'a price is above 1: it returns more than the stake');
  }
  if (scaled > MAX_ODDS_SCALED) {
    throw new KernelError('ODDS_TOO_HIGH', 'a price is at most 1000000');
  }
}

/** Greatest common divisor of two whole numbers that are not both 0. */
export function commonDivisor(a: number, b: number): number {
  let large = a;
  let small = b;
  while (small !== 0) {
    const rest = large % small;
    large = small;
    small = rest;
  }
  return large;
}

/** Negative when `a` pays less than `b`, zero when they pay the same. */
export function compareOdds(a: Odds, b: Odds): number {
  if (a.scaled !== b.scaled) return a.scaled - b.scaled;
  // Equal to four decimals; only fractions can still differ. Both sides stay below 10^14.
  return Math.sign(a.num * b.den - b.num * a.den);
}

export function sameOdds(a: Odds, b: Odds): boolean {
  return a.num === b.num && a.den === b.den;
}
