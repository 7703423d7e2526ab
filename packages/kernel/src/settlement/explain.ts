import { unitStake } from '../bet-calculator/count-lines.ts';
import { enumerateLines } from '../bet-calculator/enumerate-lines.ts';
import { toExact } from '../bet-calculator/factor.ts';
import type { Slip } from '../bet-calculator/slip.ts';
import { type CheckedSlip, validateSlip } from '../bet-calculator/validate-slip.ts';
import { KernelError } from '../error.ts';
import { multiply, ONE, type Rational, reduce } from '../rational.ts';
import { type Adjustment, adjustmentsOf } from './adjustments.ts';
import { readingOf } from './amounts.ts';
import { type ExplainedLeg, explainLeg } from './explain-leg.ts';
import { legMultiplier } from './leg-factors.ts';
import { type Settlement, settle } from './settle.ts';
import { type FactorOf, meanOfParts } from './way-sums.ts';

/** Most lines that an explanation lists; a slip with more is settled without one. */
export const MAX_EXPLAINED_LINES = 2_000;

/** One line: `stake` x `multiplier` is `return`. Amounts in minor units, exact. */
export interface ExplainedLine {
  /** Indexes of the slip's legs. */
  readonly legs: readonly number[];
  /** `each-way` is a line whose return is divided equally, with two units on it. */
  readonly part: 'whole' | 'win' | 'place' | 'each-way';
  readonly stake: Rational;
  readonly multiplier: Rational;
  readonly return: Rational;
}

/** A settlement and how it came about: the lines plus the adjustments are the payout, exactly. */
export interface Explanation {
  readonly settlement: Settlement;
  readonly legs: readonly ExplainedLeg[];
  readonly lines: readonly ExplainedLine[];
  readonly adjustments: readonly Adjustment[];
}

/**
 * Explains a settlement line by line. Throws `LINES_TOO_MANY` above `MAX_EXPLAINED_LINES`; the slip
 * can still be settled.
 */
export function explain(slip: Slip): Explanation {
  const checked = validateSlip(slip);
  if (checked.lines > MAX_EXPLAINED_LINES) {
    const message = `an explanation lists at most ${MAX_EXPLAINED_LINES} lines`;
    throw new KernelError('LINES_TOO_MANY', message, 'legs');
  }
  const settlement = settle(slip);
  return {
    settlement,
    legs: slip.legs.map((_, index) => explainLeg(slip, index)),
    lines: explainLines(slip, checked),
    adjustments: adjustmentsOf(settlement),
  };
}

function explainLines(slip: Slip, checked: CheckedSlip): ExplainedLine[] {
  const unit = reduce(unitStake(slip, checked.lines));
  const reading = readingOf(slip, false);
  const factorOf: FactorOf = (leg, part) => legMultiplier(leg, part, reading);
  const lines = enumerateLines(checked.plan);
  const build = (part: ExplainedLine['part'], stake: Rational) => {
    const multipliers = slip.legs.map((leg, index) => {
      const factor =
        part === 'each-way' ? meanOfParts(leg, index, factorOf) : factorOf(leg, part, index);
      return reduce(toExact(factor));
    });
    return lines.map((legs) => explainLine(legs, part, stake, multipliers));
  };
  if (slip.eachWay === undefined) return build('whole', unit);
  if (slip.eachWay === 'win-to-win') return [...build('win', unit), ...build('place', unit)];
  return build('each-way', multiply(unit, { num: 2n, den: 1n }));
}

function explainLine(
  legs: readonly number[],
  part: ExplainedLine['part'],
  stake: Rational,
  multipliers: readonly Rational[],
): ExplainedLine {
  const product = legs.reduce((value, leg) => multiply(value, multipliers[leg] ?? ONE), ONE);
  const multiplier = reduce(product);
  return { legs, part, stake, multiplier, return: reduce(multiply(stake, multiplier)) };
}
