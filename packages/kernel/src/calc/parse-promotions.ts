import type { BetType } from '../bet-calculator/bet-type.ts';
import { type BoostTier, MAX_LEGS, type Slip } from '../bet-calculator/slip.ts';
import { atPath, KernelError } from '../error.ts';
import { STANDARD_LUCKY_TERMS } from '../promotions/lucky-bonus.ts';
import { readFields, requireList, requireText, requireWhole } from './read-fields.ts';

/** A boost: `"10"` percent on any number of legs, or tiers `[{ "legs": 3, "percent": "5" }]`. */
export function readBoost(value: unknown): BoostTier[] {
  return atPath('boost', () => {
    if (typeof value === 'string') return [{ legs: 1, basisPoints: parsePercent(value) }];
    return requireList(value, '', MAX_LEGS).map((tier, index) =>
      atPath(`[${index}]`, () => {
        const fields = readFields(tier, ['legs', 'percent'], '');
        const percent = requireText(fields, 'percent');
        return {
          legs: requireWhole(fields, 'legs'),
          basisPoints: atPath('percent', () => parsePercent(percent)),
        };
      }),
    );
  });
}

/** A lucky bonus: `true` for the standard terms of the bet type, or terms of one's own. */
export function readLuckyBonus(value: unknown, type: BetType): Pick<Slip, 'luckyBonus'> {
  if (value === undefined || value === false) return {};
  return atPath('luckyBonus', () => {
    if (value === true) {
      const standard = STANDARD_LUCKY_TERMS.get(type);
      if (standard !== undefined) return { luckyBonus: standard };
      throw new KernelError('BONUS_INVALID', 'a lucky bonus belongs to a lucky 15, 31 or 63');
    }
    const fields = readFields(value, ['oneWinnerMultiple', 'allWinnersPercent'], '');
    const percent = requireText(fields, 'allWinnersPercent');
    return {
      luckyBonus: {
        oneWinnerMultiple: requireWhole(fields, 'oneWinnerMultiple'),
        allWinnersBasisPoints: atPath('allWinnersPercent', () => parsePercent(percent)),
      },
    };
  });
}

/** Percent as hundredths of a percent: `2.5` is 250. */
function parsePercent(text: string): number {
  const match = /^(\d{1,4})(?:\.(\d{1,2}))?$/.exec(text);
  if (match === null) {
    throw new KernelError('BONUS_INVALID', 'a percentage looks like "10" or "2.5"');
  }
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}
