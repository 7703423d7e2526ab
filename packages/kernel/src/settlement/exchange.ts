import { toExact } from '../bet-calculator/factor.ts';
import { KernelError } from '../error.ts';
import type { Odds } from '../odds.ts';
import {
  divide,
  type Fraction,
  greatest,
  multiply,
  ONE,
  type Rational,
  rational,
  subtract,
  toRational,
} from '../rational.ts';

/** A matched exchange bet: `stakeMinor` is the backer's stake, also on the lay side. */
export interface ExchangeBet {
  readonly stakeMinor: bigint;
  readonly odds: Odds;
  /** Share of the stake that the backer won: 1 won, 0 lost, 1/2 in a dead heat of two. */
  readonly won: Fraction;
}

/** What the backer gets back: won share x price x stake. Minor units, exact. */
export function backReturn({ stakeMinor, odds, won }: ExchangeBet): Rational {
  return multiply(multiply({ num: stakeMinor, den: 1n }, toExact(odds)), toRational(won));
}

/**
 * What the layer gets back, the liability included: of the whole pot (stake x price), all that the
 * backer does not. The liability is stake x (price - 1).
 */
export function layReturn(bet: ExchangeBet): Rational {
  const pot = backReturn({ ...bet, won: { num: 1, den: 1 } });
  return subtract(pot, backReturn(bet));
}

/** What the layer stands to lose: stake x (price - 1). */
export function layLiability({ stakeMinor, odds }: Pick<ExchangeBet, 'stakeMinor' | 'odds'>) {
  const pot = multiply({ num: stakeMinor, den: 1n }, toExact(odds));
  return subtract(pot, { num: stakeMinor, den: 1n });
}

/** An each-way market of an exchange: one stake to win and the same stake on a place. */
export interface ExchangeEachWay {
  readonly stakeMinor: bigint;
  readonly odds: Odds;
  /** The winnings of a place are the winnings of a win divided by this. */
  readonly divisor: number;
  readonly result: 'won' | 'placed' | 'lost' | 'void';
}

/** Profit of a back bet in an each-way market (negative when it loses). Minor units, exact. */
export function exchangeEachWayProfit(bet: ExchangeEachWay): Rational {
  const { stakeMinor, odds, divisor, result } = bet;
  if (!Number.isInteger(divisor) || divisor < 1 || divisor > 20) {
    throw new KernelError('PLACES_INVALID', 'an each-way divisor is 1 to 20', 'divisor');
  }
  const winnings = multiply({ num: stakeMinor, den: 1n }, subtract(toExact(odds), ONE));
  const placed = divide(winnings, rational(divisor));
  const stake = rational(stakeMinor);
  if (result === 'void') return subtract(stake, stake);
  if (result === 'lost') return multiply(stake, rational(-2));
  return subtract(placed, result === 'won' ? multiply(winnings, rational(-1)) : stake);
}

/**
 * A price after a runner left an exchange market: the whole price, not the winnings, shrinks by the
 * runner's adjustment factor (10% of 11.0 leaves 9.9), and never below 1. `percent` is a text such
 * as `10` or `2.5`. Source: Betfair Exchange rules on non-runners.
 */
export function reducedPrice(odds: Odds, percent: Rational): Rational {
  const kept = subtract(ONE, divide(percent, rational(100)));
  return greatest(ONE, multiply(toExact(odds), kept));
}
