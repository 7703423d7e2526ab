import { KernelError } from '../error.ts';
import {
  add,
  compare,
  multiply,
  ONE,
  type Rational,
  reduce,
  roundToWhole,
  subtract,
  ZERO,
} from '../rational.ts';

/**
 * The part of a bet that has been cashed out so far, 0 to 1 of the original stake, and its price.
 */
export interface CashedOut {
  readonly part: Rational;
  readonly paidMinor: bigint;
}

export const NOTHING_CASHED: CashedOut = { part: ZERO, paidMinor: 0n };

/**
 * Cashes out `portion` (above 0, at most 1) of what is left, against an offer for all of what is
 * left. Pays portion x offer, rounded down; the parts are kept cumulative, as bookmakers' platforms
 * exchange them.
 */
export function cashOut(before: CashedOut, portion: Rational, offerMinor: bigint) {
  if (portion.num <= 0n || compare(portion, ONE) > 0) {
    throw new KernelError('CASH_OUT_INVALID', 'a portion is above 0 and at most 1', 'portion');
  }
  if (offerMinor < 0n) {
    throw new KernelError('CASH_OUT_INVALID', 'an offer is not below 0', 'offerMinor');
  }
  const left = subtract(ONE, before.part);
  if (left.num <= 0n) throw new KernelError('CASH_OUT_INVALID', 'nothing is left', 'portion');
  const paidMinor = roundToWhole(multiply(portion, { num: offerMinor, den: 1n }), 'down');
  const after: CashedOut = {
    part: reduce(add(before.part, multiply(portion, left))),
    paidMinor: before.paidMinor + paidMinor,
  };
  return { after, paidMinor };
}

/** What a settlement still pays on the part that was not cashed out. Exact, in minor units. */
export function remainingReturn(fullReturn: Rational, { part }: CashedOut): Rational {
  return reduce(multiply(subtract(ONE, part), fullReturn));
}
