import { KernelError } from '../error.ts';
import type { Odds } from '../odds.ts';
import { add, divide, type Rational, reduce, ZERO } from '../rational.ts';

/**
 * The margin-free chances of a market's outcomes in proportion to 1 / price, exact. Prices of all
 * outcomes are needed: 1 / price of one alone overstates its chance by the margin.
 */
export function proportionalChances(prices: readonly Odds[]): Rational[] {
  if (prices.length < 2) {
    throw new KernelError('ODDS_INVALID', 'a market has two outcomes at least', 'prices');
  }
  const inverse = prices.map(({ num, den }) => ({ num: BigInt(den), den: BigInt(num) }));
  const sum = inverse.reduce(add, ZERO);
  return inverse.map((chance) => reduce(divide(chance, sum)));
}
