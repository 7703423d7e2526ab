import { unitStake } from '../bet-calculator/count-lines.ts';
import type { Slip } from '../bet-calculator/slip.ts';
import type { CheckedSlip } from '../bet-calculator/validate-slip.ts';
import { boostBonus } from '../promotions/boost.ts';
import { luckyBonus } from '../promotions/lucky-bonus.ts';
import { add, greatest, least, multiply, type Rational, subtract, ZERO } from '../rational.ts';
import { legMultiplier, legRefund, legSurvival, type Reading } from './leg-factors.ts';
import { type FactorOf, sumOfPart, sumOfWays } from './way-sums.ts';

/** Every amount of a settlement, exact, in minor units. */
export interface Amounts {
  /** What the lines return, before anything below. */
  readonly lineReturns: Rational;
  /** Share of a free-bet token that the lines returned and that is not paid. */
  readonly tokenKept: Rational;
  /** Share of a free-bet token that was void and is issued again. */
  readonly tokenReissued: Rational;
  /** What best odds guaranteed adds, after its own cap. Booked apart from the bet. */
  readonly topUp: Rational;
  /** Boost or lucky bonus. */
  readonly bonus: Rational;
  /** What the payout cap takes away. */
  readonly overCap: Rational;
  /** lineReturns - tokenKept + topUp + bonus - overCap, before the one rounding. */
  readonly total: Rational;
}

/** The amounts of a slip whose open legs count as lost. */
export function amountsOf(slip: Slip, checked: CheckedSlip): Amounts {
  const reading = readingOf(slip, false);
  const unit = unitStake(slip, checked.lines);
  const multiplierOf: FactorOf = (leg, part) => legMultiplier(leg, part, reading);
  const lineReturns = multiply(unit, sumOfWays(slip, checked.plan, multiplierOf));
  return isPromoted(slip)
    ? promotedAmounts(slip, checked, unit, lineReturns)
    : capped(slip, lineReturns, ZERO, ZERO, ZERO, ZERO);
}

function isPromoted(slip: Slip): boolean {
  const promoted = slip.freeBet ?? slip.boost ?? slip.luckyBonus;
  return promoted !== undefined || slip.legs.some(hasBestOdds);
}

function promotedAmounts(
  slip: Slip,
  checked: CheckedSlip,
  unit: Rational,
  lineReturns: Rational,
): Amounts {
  const times = (factorOf: FactorOf) => multiply(unit, sumOfWays(slip, checked.plan, factorOf));
  const tokenReissued = slip.freeBet === undefined ? ZERO : times(legRefund);
  const tokenKept = slip.freeBet === 'snr' ? times(legSurvival) : tokenReissued;
  const topUp = topUpOf(slip, lineReturns, times);
  const bonus = bonusOf(slip, checked, unit, readingOf(slip, false));
  return capped(slip, lineReturns, tokenKept, tokenReissued, topUp, bonus);
}

/** How the rules of the slip read its legs, with or without best odds guaranteed. */
export function readingOf(slip: Slip, bestOdds: boolean): Reading {
  return { bestOdds, waiveFivePence: slip.waiveFivePence === true };
}

function hasBestOdds(leg: Slip['legs'][number]): boolean {
  return leg.bestOddsGuaranteed === true && leg.startingPrice !== undefined;
}

function topUpOf(slip: Slip, taken: Rational, times: (factorOf: FactorOf) => Rational): Rational {
  if (!slip.legs.some(hasBestOdds)) return ZERO;
  const reading = readingOf(slip, true);
  const topUp = subtract(
    times((leg, part) => legMultiplier(leg, part, reading)),
    taken,
  );
  const cap = slip.bestOddsCap;
  return cap === undefined ? topUp : least(topUp, { num: cap.minor, den: 1n });
}

/** Boost and lucky bonus count the winnings of the win part at the prices taken. */
function bonusOf(slip: Slip, checked: CheckedSlip, unit: Rational, reading: Reading): Rational {
  if (slip.boost === undefined && slip.luckyBonus === undefined) return ZERO;
  const part = slip.eachWay === undefined ? 'whole' : 'win';
  const sum = (factorOf: FactorOf) => multiply(unit, sumOfPart(slip, checked.plan, part, factorOf));
  const returned = sum((leg, of) => legMultiplier(leg, of, reading));
  const lines = BigInt(slip.eachWay === undefined ? checked.lines : checked.lines / 2);
  const staked =
    slip.freeBet === 'snr' ? sum(legSurvival) : multiply(unit, { num: lines, den: 1n });
  const winnings = greatest(ZERO, subtract(returned, staked));
  return add(boostBonus(slip, winnings), luckyBonus(slip, unit, winnings, reading));
}

function capped(
  slip: Slip,
  lineReturns: Rational,
  tokenKept: Rational,
  tokenReissued: Rational,
  topUp: Rational,
  bonus: Rational,
): Amounts {
  let total = lineReturns;
  if (tokenKept !== ZERO) total = subtract(total, tokenKept);
  if (topUp !== ZERO) total = add(total, topUp);
  if (bonus !== ZERO) total = add(total, bonus);
  let overCap = ZERO;
  const cap = slip.payoutCap;
  if (cap !== undefined && total.num > cap.minor * total.den) {
    const limit = { num: cap.minor, den: 1n };
    overCap = subtract(total, limit);
    total = limit;
  }
  return { lineReturns, tokenKept, tokenReissued, topUp, bonus, overCap, total };
}
