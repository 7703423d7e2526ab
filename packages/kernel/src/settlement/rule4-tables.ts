import type { Odds } from '../odds.ts';

/** Prices up to the fraction `to` that the band before does not cover cost `pence`. */
export interface FractionBand {
  /** The longest price of the band, as winnings per unit staked. */
  readonly to: readonly [num: number, den: number];
  readonly pence: number;
}

/** Prices up to `toScaled` (price x 10,000) cost `pence`. */
export interface DecimalBand {
  readonly toScaled: number;
  readonly pence: number;
}

/** A table of deductions, read by the fraction where the price has one, else by the decimal. */
export interface Rule4Table {
  readonly id: string;
  readonly fractions: readonly FractionBand[];
  readonly decimals: readonly DecimalBand[];
}

/**
 * Tattersalls Rule 4(c) as racing books publish it, shortest price first, with the contiguous
 * decimal bands that Unibet publishes as the fallback for prices quoted as decimals.
 */
export const TATTERSALLS: Rule4Table = {
  id: 'tattersalls',
  fractions: [
    { to: [1, 9], pence: 90 },
    { to: [2, 11], pence: 85 },
    { to: [1, 4], pence: 80 },
    { to: [3, 10], pence: 75 },
    { to: [2, 5], pence: 70 },
    { to: [8, 15], pence: 65 },
    { to: [8, 13], pence: 60 },
    { to: [4, 5], pence: 55 },
    { to: [20, 21], pence: 50 },
    { to: [6, 5], pence: 45 },
    { to: [6, 4], pence: 40 },
    { to: [7, 4], pence: 35 },
    { to: [9, 4], pence: 30 },
    { to: [3, 1], pence: 25 },
    { to: [4, 1], pence: 20 },
    { to: [11, 2], pence: 15 },
    { to: [9, 1], pence: 10 },
    { to: [14, 1], pence: 5 },
  ],
  decimals: [
    { toScaled: 11_299, pence: 90 },
    { toScaled: 11_999, pence: 85 },
    { toScaled: 12_799, pence: 80 },
    { toScaled: 13_399, pence: 75 },
    { toScaled: 14_499, pence: 70 },
    { toScaled: 15_799, pence: 65 },
    { toScaled: 16_699, pence: 60 },
    { toScaled: 18_399, pence: 55 },
    { toScaled: 19_999, pence: 50 },
    { toScaled: 22_499, pence: 45 },
    { toScaled: 25_999, pence: 40 },
    { toScaled: 27_999, pence: 35 },
    { toScaled: 33_999, pence: 30 },
    { toScaled: 41_999, pence: 25 },
    { toScaled: 54_999, pence: 20 },
    { toScaled: 69_999, pence: 15 },
    { toScaled: 109_999, pence: 10 },
  ],
};

/** The deduction for the withdrawal of a runner at `odds`, in pence in the pound. */
export function rule4Deduction(odds: Odds, table: Rule4Table = TATTERSALLS): number {
  if (odds.fraction === null) {
    return table.decimals.find((band) => odds.scaled <= band.toScaled)?.pence ?? 0;
  }
  const winnings = odds.num - odds.den;
  const band = table.fractions.find(({ to: [num, den] }) => winnings * den <= num * odds.den);
  return band?.pence ?? 0;
}
