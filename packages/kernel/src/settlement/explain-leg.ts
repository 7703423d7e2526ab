import { toExact } from '../bet-calculator/factor.ts';
import type { Leg, LegResult, Slip } from '../bet-calculator/slip.ts';
import { formatOdds } from '../odds-format.ts';
import { formatRational, type Rational, reduce } from '../rational.ts';
import { readingOf } from './amounts.ts';
import { legFactors, legMultiplier, type Part, resultOf } from './leg-factors.ts';
import { totalDeduction } from './rule4.ts';

/** A leg in one part of the bet: what it multiplies a stake by, and why. */
export interface ExplainedPart {
  readonly part: Part;
  readonly multiplier: Rational;
  /** Plain sentences, in the order in which the rules apply. */
  readonly reasons: readonly string[];
}

export interface ExplainedLeg {
  readonly index: number;
  readonly result: LegResult;
  readonly parts: readonly ExplainedPart[];
}

/** Why the leg at `index` multiplies a stake by what it does. */
export function explainLeg(slip: Slip, index: number): ExplainedLeg {
  const leg = slip.legs[index]!;
  const parts: readonly Part[] = slip.eachWay === undefined ? ['whole'] : ['win', 'place'];
  return {
    index,
    result: resultOf(leg),
    parts: parts.map((part) => explainPart(slip, leg, part)),
  };
}

function explainPart(slip: Slip, leg: Leg, part: Part): ExplainedPart {
  const reading = readingOf(slip, false);
  const { price, win, refund } = legFactors(leg, part, reading);
  const reasons = [outcomeReason(leg, part)];
  if (win.num > 0) {
    reasons.push(...priceReasons(slip, leg, part));
    if (win.num < win.den) reasons.push(shareReason(leg, win));
    const paid = formatRational(toExact(price));
    const taken = formatRational(toExact(leg.odds));
    if (paid !== taken) reasons.push(`the price paid is ${paid} instead of ${taken}`);
  }
  if (refund.num > 0) reasons.push(`${share(refund)} of the stake is refunded`);
  return { part, multiplier: reduce(toExact(legMultiplier(leg, part, reading))), reasons };
}

function outcomeReason(leg: Leg, part: Part): string {
  const result = resultOf(leg);
  const price = formatOdds(leg.odds, leg.odds.fraction === null ? 'decimal' : 'fractional');
  const inPart = part === 'whole' ? '' : part === 'win' ? ' (win part)' : ' (place part)';
  if (result === 'open') return `open at ${price}: nothing is certain yet${inPart}`;
  if (result === 'placed' && part === 'win') return `placed, so the win part is lost`;
  return `${result} at ${price}${inPart}`;
}

function priceReasons(slip: Slip, leg: Leg, part: Part): string[] {
  const reasons: string[] = [];
  const { fraction } = leg.places ?? {};
  if (part === 'place' && fraction !== undefined && fraction.num < fraction.den) {
    reasons.push(`place terms pay ${share(fraction)} of the winnings`);
  }
  const deduction = totalDeduction(leg.rule4 ?? [], slip.waiveFivePence === true);
  if (deduction > 0) {
    const each = leg.rule4!.length > 1 ? ` (${leg.rule4!.join('p + ')}p)` : '';
    reasons.push(`Rule 4 takes ${deduction}p in the pound off the winnings${each}`);
  } else if (leg.rule4?.some((pence) => pence > 0)) {
    reasons.push('a Rule 4 total of 5p is waived');
  }
  if (leg.builder?.parts.some(({ result }) => result === 'void' || result === 'push')) {
    reasons.push(`a part is void: ${leg.builder.voidPolicy}`);
  }
  return reasons;
}

function shareReason(leg: Leg, win: { readonly num: number; readonly den: number }): string {
  if (leg.deadHeat === undefined && leg.deadHeatFactor === undefined) {
    return `${share(win)} of the stake is won`;
  }
  const tie = leg.deadHeat === undefined ? '' : `${leg.deadHeat.tied} share the position: `;
  return `dead heat, ${tie}${share(win)} of the stake stands`;
}

function share({ num, den }: { readonly num: number; readonly den: number }): string {
  return num === den ? 'all' : formatRational({ num: BigInt(num), den: BigInt(den) });
}
