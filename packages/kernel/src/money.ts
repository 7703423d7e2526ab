import { KernelError } from './error.ts';
import { currencyDecimals } from './money-currencies.ts';
import { decimalText, type Rational } from './rational.ts';

/** An amount in whole minor units (cents, pence, yen, satoshi) of one currency. */
export interface Money {
  readonly minor: bigint;
  readonly currency: string;
}

/** No amount above this is accepted from text: 10^18 minor units, far above any payout. */
export const MAX_MONEY_MINOR = 10n ** 18n;

export function money(minor: bigint, currency: string): Money {
  currencyDecimals(currency);
  return { minor, currency };
}

/**
 * Reads an amount in major units, such as `10`, `10.5` or `-0.25`. Never rounds: an amount finer
 * than the currency's minor unit is refused with `MONEY_TOO_PRECISE`.
 */
export function parseMoney(text: string, currency: string): Money {
  const decimals = currencyDecimals(currency);
  const match = text.length <= 40 ? /^(-?\d{1,19})(?:\.(\d+))?$/.exec(text) : null;
  if (match === null) {
    throw new KernelError('MONEY_INVALID', 'an amount looks like "10" or "10.50"');
  }
  const [, whole = '', fraction = ''] = match;
  if (fraction.length > decimals) {
    const finest = decimals === 0 ? 'no decimals' : `at most ${decimals} decimals`;
    throw new KernelError('MONEY_TOO_PRECISE', `${currency} has ${finest}`);
  }
  const minor = BigInt(whole + fraction.padEnd(decimals, '0'));
  if (minor > MAX_MONEY_MINOR || minor < -MAX_MONEY_MINOR) {
    throw new KernelError('MONEY_INVALID', 'the amount is beyond 10^18 minor units');
  }
  return { minor, currency };
}

/** `14.50`: major units with all the decimals of the currency, no symbol, no grouping. */
export function formatMoney(amount: Money): string {
  return decimalText(amount.minor, currencyDecimals(amount.currency));
}

export function addMoney(a: Money, b: Money): Money {
  requireSameCurrency(a, b);
  return { minor: a.minor + b.minor, currency: a.currency };
}

export function subtractMoney(a: Money, b: Money): Money {
  requireSameCurrency(a, b);
  return { minor: a.minor - b.minor, currency: a.currency };
}

/** Negative when `a < b`, zero when equal, positive when `a > b`. */
export function compareMoney(a: Money, b: Money): number {
  requireSameCurrency(a, b);
  return a.minor < b.minor ? -1 : a.minor > b.minor ? 1 : 0;
}

function requireSameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) {
    throw new KernelError('CURRENCY_MIXED', `${a.currency} cannot meet ${b.currency}`);
  }
}

/** An exact number of minor units in major units: 1450 pence are 29/2 pounds. */
export function minorToMajor(minor: Rational, currency: string): Rational {
  return { num: minor.num, den: minor.den * 10n ** BigInt(currencyDecimals(currency)) };
}
