import type { Slip } from '../bet-calculator/slip.ts';
import { KernelError } from '../error.ts';
import {
  least,
  multiply,
  ONE,
  type Rational,
  reduce,
  roundToWhole,
  subtract,
} from '../rational.ts';
import { resultOf } from '../settlement/leg-factors.ts';
import { settle } from '../settlement/settle.ts';
import { fairValue, type OpenChances } from './fair-value.ts';

/** What the house keeps and where its offers end. */
export interface CashOutTerms {
  /** Part of the fair value that is kept, in hundredths of a percent: 500 is 5%. */
  readonly marginBasisPoints: number;
  /** An offer below this is not made. */
  readonly minOfferMinor?: bigint;
  /** Part of the stake that was cashed out before, 0 to 1. */
  readonly alreadyCashed?: Rational;
}

export type CashOutRefusal = 'DECIDED' | 'FREE_BET' | 'BELOW_MINIMUM' | 'FULLY_CASHED';

export type CashOutOffer =
  | {
      readonly available: true;
      /** Fair value of what is left of the bet, exact, in minor units. */
      readonly fair: Rational;
      /** The offer before it is rounded down. */
      readonly exact: Rational;
      readonly offerMinor: bigint;
    }
  | { readonly available: false; readonly reason: CashOutRefusal };

/**
 * The price at which the house buys back what is left of a bet: fair value less the margin, never
 * above the payout cap, rounded down.
 */
export function cashOutOffer(
  slip: Slip,
  chances: ReadonlyMap<number, OpenChances>,
  terms: CashOutTerms,
): CashOutOffer {
  const { marginBasisPoints: margin, minOfferMinor = 1n, alreadyCashed } = terms;
  if (!Number.isInteger(margin) || margin < 0 || margin >= 10_000) {
    const message = 'a cash-out margin is 0 to below 10000 basis points';
    throw new KernelError('CASH_OUT_INVALID', message, 'marginBasisPoints');
  }
  const left = subtract(ONE, alreadyCashed ?? { num: 0n, den: 1n });
  if (left.num < 0n || left.num > left.den) {
    throw new KernelError('CASH_OUT_INVALID', 'a cashed part is 0 to 1', 'alreadyCashed');
  }
  if (slip.freeBet !== undefined) return { available: false, reason: 'FREE_BET' };
  if (left.num === 0n) return { available: false, reason: 'FULLY_CASHED' };
  const hasOpenLeg = slip.legs.some((leg) => resultOf(leg) === 'open');
  if (!hasOpenLeg || settle(slip).state !== 'OPEN') return { available: false, reason: 'DECIDED' };
  const fair = multiply(fairValue(slip, chances), left);
  const kept = { num: BigInt(10_000 - margin), den: 10_000n };
  const cap = slip.payoutCap;
  const offered = multiply(fair, kept);
  const exact =
    cap === undefined ? offered : least(offered, multiply({ num: cap.minor, den: 1n }, left));
  const offerMinor = roundToWhole(exact, 'down');
  if (offerMinor < minOfferMinor) return { available: false, reason: 'BELOW_MINIMUM' };
  return { available: true, fair: reduce(fair), exact: reduce(exact), offerMinor };
}
