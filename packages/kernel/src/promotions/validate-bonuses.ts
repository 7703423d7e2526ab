import type { Slip } from '../bet-calculator/slip.ts';
import { KernelError } from '../error.ts';

/** No bonus is above 1,000%: ten times the winnings. */
export const MAX_BONUS_BASIS_POINTS = 100_000;

const LUCKY_TYPES: ReadonlySet<string> = new Set(['lucky15', 'lucky31', 'lucky63']);

/** Refuses a promotion that the bet cannot have. `lines` counts each-way lines once. */
export function validateBonuses(slip: Slip, lines: number): void {
  const { boost, luckyBonus, freeBet } = slip;
  if (freeBet !== undefined && freeBet !== 'snr' && freeBet !== 'sr') {
    throw new KernelError('FIELD_INVALID', 'a free bet is "snr" or "sr"', 'freeBet');
  }
  if (boost === undefined && luckyBonus === undefined) return;
  if (slip.eachWay === 'equally-divided') {
    const message = 'a bonus counts the win part, which equal division does not keep apart';
    throw new KernelError('BONUS_INVALID', message, boost === undefined ? 'luckyBonus' : 'boost');
  }
  if (boost !== undefined) validateBoost(boost, lines);
  if (luckyBonus === undefined) return;
  if (!LUCKY_TYPES.has(slip.type)) {
    throw bonusError('a lucky bonus belongs to a lucky 15, 31 or 63', 'luckyBonus');
  }
  const { oneWinnerMultiple, allWinnersBasisPoints } = luckyBonus;
  if (!Number.isInteger(oneWinnerMultiple) || oneWinnerMultiple < 1 || oneWinnerMultiple > 10) {
    throw bonusError('the multiple for one winner is 1 to 10', 'luckyBonus.oneWinnerMultiple');
  }
  if (!isBonus(allWinnersBasisPoints)) {
    throw bonusError('the bonus is 0 to 1000 percent', 'luckyBonus.allWinnersPercent');
  }
}

function validateBoost(tiers: NonNullable<Slip['boost']>, lines: number): void {
  if (lines !== 1) throw bonusError('a boost belongs to a bet of one line', 'boost');
  if (tiers.length === 0) throw bonusError('a boost has a tier at least', 'boost');
  let before = 0;
  tiers.forEach(({ legs, basisPoints }, index) => {
    if (!Number.isInteger(legs) || legs <= before) {
      throw bonusError('tiers name rising numbers of legs, from 1', `boost[${index}].legs`);
    }
    if (!isBonus(basisPoints)) {
      throw bonusError('a boost is 0 to 1000 percent', `boost[${index}].percent`);
    }
    before = legs;
  });
}

function isBonus(basisPoints: number): boolean {
  return Number.isInteger(basisPoints) && basisPoints >= 0 && basisPoints <= MAX_BONUS_BASIS_POINTS;
}

function bonusError(message: string, path: string): KernelError {
  return new KernelError('BONUS_INVALID', message, path);
}
