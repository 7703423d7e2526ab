import type { BetType } from '../bet-calculator/bet-type.ts';
import { toExact } from '../bet-calculator/factor.ts';
import type { Leg, LuckyTerms, Slip } from '../bet-calculator/slip.ts';
import { multiply, type Rational, subtract, toRational, ZERO } from '../rational.ts';
import {
  legMultiplier,
  legSurvival,
  type Part,
  type Reading,
  resultOf,
} from '../settlement/leg-factors.ts';
import { percentOf } from './boost.ts';

/** The terms that British books publish: treble, four and five times; 10, 20 and 25 percent. */
export const STANDARD_LUCKY_TERMS: ReadonlyMap<BetType, LuckyTerms> = new Map([
  ['lucky15', { oneWinnerMultiple: 3, allWinnersBasisPoints: 1_000 }],
  ['lucky31', { oneWinnerMultiple: 4, allWinnersBasisPoints: 2_000 }],
  ['lucky63', { oneWinnerMultiple: 5, allWinnersBasisPoints: 2_500 }],
]);

/**
 * The bonus of a lucky 15, 31 or 63, on its win part: with a single winner the winnings of its
 * single count `oneWinnerMultiple` times; with all winners a percentage of all `winnings` is added.
 * A non-runner or an open leg switches both off.
 */
export function luckyBonus(
  slip: Slip,
  unit: Rational,
  winnings: Rational,
  reading: Reading,
): Rational {
  const terms = slip.luckyBonus;
  if (terms === undefined) return ZERO;
  const winners = slip.legs.filter((leg) => resultOf(leg) === 'won');
  if (winners.length === slip.legs.length) return percentOf(winnings, terms.allWinnersBasisPoints);
  const others = slip.legs.filter(isBeaten);
  const winner = winners[0];
  if (winner === undefined || winners.length + others.length < slip.legs.length) return ZERO;
  if (winners.length > 1) return ZERO;
  const part: Part = slip.eachWay === undefined ? 'whole' : 'win';
  const returned = toExact(legMultiplier(winner, part, reading));
  const won = subtract(returned, toRational(legSurvival(winner, part)));
  const extra = BigInt(terms.oneWinnerMultiple - 1);
  return multiply({ num: unit.num * extra, den: unit.den }, won);
}

function isBeaten(leg: Leg): boolean {
  const result = resultOf(leg);
  return result === 'lost' || result === 'placed';
}
