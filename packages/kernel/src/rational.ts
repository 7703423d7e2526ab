import { KernelError } from './error.ts';
import { divideRounded, type RoundingMode } from './rational-rounding.ts';

/**
 * An exact number `num / den`. `den` is positive. The pair need not be in lowest terms: sums and
 * products leave it as it falls, because a reduction costs more than all the arithmetic of a bet.
 * `reduce` brings it to lowest terms where somebody reads it.
 */
export interface Rational {
  readonly num: bigint;
  readonly den: bigint;
}

/** A small exact number whose parts are safe integers: a price, a dead-heat factor. */
export interface Fraction {
  readonly num: number;
  readonly den: number;
}

export const ZERO: Rational = { num: 0n, den: 1n };
export const ONE: Rational = { num: 1n, den: 1n };

/** Builds `num / den`; refuses a zero denominator and moves the sign to the numerator. */
export function rational(num: bigint | number, den: bigint | number = 1n): Rational {
  const top = wholeNumber(num);
  const bottom = wholeNumber(den);
  if (bottom === 0n) throw new KernelError('NUMBER_INVALID', 'a denominator cannot be 0');
  return bottom < 0n ? { num: -top, den: -bottom } : { num: top, den: bottom };
}

function wholeNumber(value: bigint | number): bigint {
  if (typeof value === 'bigint') return value;
  if (Number.isSafeInteger(value)) return BigInt(value);
  throw new KernelError('NUMBER_INVALID', `${value} is not a whole number that is exactly held`);
}

export function add(a: Rational, b: Rational): Rational {
  if (a.den === b.den) return { num: a.num + b.num, den: a.den };
  return { num: a.num * b.den + b.num * a.den, den: a.den * b.den };
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, { num: -b.num, den: b.den });
}

export function multiply(a: Rational, b: Rational): Rational {
  return { num: a.num * b.num, den: a.den === 1n ? b.den : a.den * b.den };
}

export function divide(a: Rational, b: Rational): Rational {
  return rational(a.num * b.den, a.den * b.num);
}

/** Negative when `a < b`, zero when equal, positive when `a > b`. */
export function compare(a: Rational, b: Rational): number {
  const left = a.num * b.den;
  const right = b.num * a.den;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function least(a: Rational, b: Rational): Rational {
  return compare(a, b) <= 0 ? a : b;
}

export function greatest(a: Rational, b: Rational): Rational {
  return compare(a, b) >= 0 ? a : b;
}

export function reduce(value: Rational): Rational {
  const divisor = greatestCommonDivisor(value.num < 0n ? -value.num : value.num, value.den);
  return divisor === 1n ? value : { num: value.num / divisor, den: value.den / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [large, small] = [a, b];
  while (small !== 0n) [large, small] = [small, large % small];
  return large;
}

/** The whole number that stands for `value` under a rounding mode. */
export function roundToWhole(value: Rational, mode: RoundingMode): bigint {
  return divideRounded(value.num, value.den, mode);
}

/** `29/2`, or `14` for a whole number: lowest terms, sign in front. */
export function formatRational(value: Rational): string {
  const { num, den } = reduce(value);
  return den === 1n ? `${num}` : `${num}/${den}`;
}

/** Reads `29/2`, `-3`, `0.25`; the inverse of `formatRational`. At most 40 characters. */
export function parseRational(text: string): Rational {
  const match = text.length <= 40 ? /^(-?\d+)(?:\/(\d+)|\.(\d+))?$/.exec(text) : null;
  if (match === null) {
    throw new KernelError('NUMBER_INVALID', 'a number looks like "3", "0.25" or "29/2"');
  }
  const [, whole = '', den, decimals = ''] = match;
  if (den !== undefined) return rational(BigInt(whole), BigInt(den));
  return { num: BigInt(whole + decimals), den: 10n ** BigInt(decimals.length) };
}

/** `value` in decimal notation with exactly `places` digits after the point. */
export function toDecimalText(value: Rational, places: number, mode: RoundingMode): string {
  const units = divideRounded(value.num * 10n ** BigInt(places), value.den, mode);
  return decimalText(units, places);
}

/** Writes whole `units` of 10^-places as a decimal: `decimalText(1450n, 2)` is `14.50`. */
export function decimalText(units: bigint, places: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const sign = units < 0n ? '-' : '';
  if (places === 0) return sign + digits;
  const point = digits.length - places;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** A `Fraction` as a `Rational`. */
export function toRational(value: Fraction): Rational {
  return { num: BigInt(value.num), den: BigInt(value.den) };
}

/**
 * An estimate held as a float (a model's probability) as an exact number of billionths, rounded
 * down: from here on nothing is lost.
 */
export function fromEstimate(value: number): Rational {
  if (!Number.isFinite(value) || Math.abs(value) > 9_000_000) {
    throw new KernelError('NUMBER_INVALID', `${value} is not a usable estimate`);
  }
  return { num: BigInt(Math.floor(value * 1e9)), den: 1_000_000_000n };
}
