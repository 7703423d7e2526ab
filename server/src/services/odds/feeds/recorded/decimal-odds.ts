import { MAX_ODDS_SCALED, ODDS_SCALE } from '@winnex/kernel';

/** Seven digits before the point reach the largest price; four after it are all that is kept. */
const DECIMALS_MAX = 4;
const TEXT_MAX = 24;

/**
 * Decimal odds as text (`2.35`, `200.0`) in ten-thousandths (23500), exactly: digit by digit, no
 * float in between. Null for everything that is not a price: other notations, signs, exponents,
 * NaN, 1.0 and below, above the largest price, or finer than four decimals.
 */
export function readDecimalOdds(text: string): number | null {
  if (text.length === 0 || text.length > TEXT_MAX) return null;
  let scaled = 0;
  let decimals = -1;
  for (let index = 0; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit >= 0 && digit <= 9) {
      if (decimals === DECIMALS_MAX) {
        if (digit !== 0) return null;
        continue;
      }
      scaled = scaled * 10 + digit;
      if (scaled > MAX_ODDS_SCALED) return null;
      if (decimals >= 0) decimals++;
    } else if (digit === -2 && decimals === -1 && index > 0 && index < text.length - 1) {
      decimals = 0;
    } else {
      return null;
    }
  }
  for (let missing = Math.max(decimals, 0); missing < DECIMALS_MAX; missing++) scaled *= 10;
  return scaled > ODDS_SCALE && scaled <= MAX_ODDS_SCALED ? scaled : null;
}
