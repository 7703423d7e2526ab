import { KernelError } from '../error.ts';
import type { Money } from '../money.ts';
import { currencyDecimals } from '../money-currencies.ts';
import { validateBonuses } from '../promotions/validate-bonuses.ts';
import { ROUNDING_MODES } from '../rational-rounding.ts';
import { countPlanned } from './count-lines.ts';
import { type LinePlan, planLines } from './line-plan.ts';
import { relatedError } from './related-legs.ts';
import { MAX_LEGS, type Slip } from './slip.ts';
import { validateLeg } from './validate-leg.ts';

/** A slip found sound: the plan of its lines and their number, each-way lines counted twice. */
export interface CheckedSlip {
  readonly plan: LinePlan;
  readonly lines: number;
}

/**
 * Refuses a slip that has no exact answer, with a `KernelError` that names the place. Values from
 * outside arrive here as text through `parseSlip`; a typed slip is checked as well, because a
 * forged number would settle to a wrong amount.
 */
export function validateSlip(slip: Slip): CheckedSlip {
  const { legs, stake } = slip;
  if (legs.length === 0) throw new KernelError('LEGS_EMPTY', 'a slip has a leg at least', 'legs');
  if (legs.length > MAX_LEGS) {
    const message = `a slip has at most ${MAX_LEGS} legs`;
    throw new KernelError('LEGS_TOO_MANY', message, 'legs');
  }
  currencyDecimals(stake.currency);
  if (stake.minor <= 0n) throw new KernelError('STAKE_INVALID', 'a stake is above 0', 'stake');
  if (slip.rounding !== undefined && !ROUNDING_MODES.includes(slip.rounding)) {
    throw new KernelError('FIELD_INVALID', 'not a rounding mode', 'rounding');
  }
  for (let index = 0; index < legs.length; index++) validateLeg(slip, index);
  const plan = planLines(slip);
  const single = countPlanned(plan);
  if (single === 0 && plan.conflicts !== null) throw relatedError(plan.conflicts);
  const lines = slip.eachWay === undefined ? single : 2 * single;
  if (slip.payoutCap !== undefined) validateCap(slip.payoutCap, stake, 'payoutCap');
  if (slip.bestOddsCap !== undefined) validateCap(slip.bestOddsCap, stake, 'bestOddsCap');
  validateBonuses(slip, single);
  return { plan, lines };
}

function validateCap(cap: Money, stake: Money, field: string): void {
  if (cap.currency !== stake.currency) {
    const message = `a cap in ${cap.currency} cannot meet a stake in ${stake.currency}`;
    throw new KernelError('CURRENCY_MIXED', message, field);
  }
  if (cap.minor < 0n) throw new KernelError('MONEY_INVALID', 'a cap is not below 0', field);
}
