import { stakeOfLines } from '../bet-calculator/count-lines.ts';
import type { Leg, Slip } from '../bet-calculator/slip.ts';
import { type CheckedSlip, validateSlip } from '../bet-calculator/validate-slip.ts';
import { compare, type Rational, roundToWhole, subtract, ZERO } from '../rational.ts';
import { type Amounts, amountsOf } from './amounts.ts';
import { type BetState, returnedState } from './bet-state.ts';
import { resultOf } from './leg-factors.ts';
import { mostAmounts } from './most-return.ts';

/**
 * What a bet pays. Amounts are in minor units of `currency`; those that need not be whole are exact
 * rationals. While legs are open, `return` and `payoutMinor` are what is certain already.
 */
export interface Settlement extends Omit<Amounts, 'total'> {
  readonly state: BetState;
  readonly currency: string;
  /** Each-way lines count twice. */
  readonly lines: number;
  readonly stakeMinor: bigint;
  /** All of it, exact, after bonus and cap and before the rounding. */
  readonly return: Rational;
  /** `return` rounded once, by the slip's rounding mode. */
  readonly payoutMinor: bigint;
  /** The part of the payout that best odds guaranteed adds, to be booked apart. */
  readonly topUpMinor: bigint;
  /** The most that the bet can still return; equal to `return` once it is decided. */
  readonly maxReturn: Rational;
  readonly maxPayoutMinor: bigint;
}

/**
 * Settles a bet: exact, without enumerating lines, rounded once at the end. Bonuses come first,
 * then the payout cap, then the rounding. Throws a `KernelError` for a slip that has no exact
 * answer.
 */
export function settle(slip: Slip): Settlement {
  const checked = validateSlip(slip);
  const amounts = amountsOf(slip, checked);
  const most = slip.legs.some(isOpen) ? mostAmounts(slip, checked) : amounts;
  const mode = slip.rounding ?? 'down';
  const payoutMinor = roundToWhole(amounts.total, mode);
  const { topUp, total } = amounts;
  return {
    state: stateOf(slip, checked, amounts, most),
    currency: slip.stake.currency,
    lines: checked.lines,
    stakeMinor: stakeOfLines(slip, checked.lines),
    lineReturns: amounts.lineReturns,
    tokenKept: amounts.tokenKept,
    tokenReissued: amounts.tokenReissued,
    topUp,
    bonus: amounts.bonus,
    overCap: amounts.overCap,
    return: total,
    payoutMinor,
    topUpMinor: topUp === ZERO ? 0n : topUpShare(amounts, payoutMinor, slip),
    maxReturn: most.total,
    maxPayoutMinor: most === amounts ? payoutMinor : roundToWhole(most.total, mode),
  };
}

function isOpen(leg: Leg): boolean {
  return resultOf(leg) === 'open';
}

/** The payout less what it would have been without the top-up, both capped and rounded alike. */
function topUpShare(amounts: Amounts, payoutMinor: bigint, slip: Slip): bigint {
  const uncapped = subtract(amounts.total, subtract(amounts.topUp, amounts.overCap));
  const without = roundToWhole(uncapped, slip.rounding ?? 'down');
  return without < payoutMinor ? payoutMinor - without : 0n;
}

function stateOf(slip: Slip, checked: CheckedSlip, now: Amounts, most: Amounts): BetState {
  if (
    most !== now &&
    (exceeds(most.lineReturns, now.lineReturns) || exceeds(most.total, now.total))
  ) {
    return 'OPEN';
  }
  return now.lineReturns.num === 0n ? 'LOST' : returnedState(slip, checked);
}

function exceeds(a: Rational, b: Rational): boolean {
  return compare(a, b) > 0;
}
