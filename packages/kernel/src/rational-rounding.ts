/**
 * How an exact amount becomes a whole one. Directions are seen from zero: `down` drops the
 * remainder, `up` adds one unit for any remainder, the `half-` modes go to the nearer unit and
 * send a tie away from zero (`half-up`) or to the even unit (`half-even`).
 */
export type RoundingMode = 'down' | 'half-up' | 'half-even' | 'up';

export const ROUNDING_MODES: readonly RoundingMode[] = ['down', 'half-up', 'half-even', 'up'];

/** `num / den` as a whole number. `den` is positive. */
export function divideRounded(num: bigint, den: bigint, mode: RoundingMode): bigint {
  const quotient = num / den;
  if (mode === 'down') return quotient;
  const remainder = num % den;
  if (remainder === 0n) return quotient;
  return roundsAway(quotient, remainder, den, mode) ? quotient + (num < 0n ? -1n : 1n) : quotient;
}

function roundsAway(quotient: bigint, remainder: bigint, den: bigint, mode: RoundingMode): boolean {
  if (mode === 'up') return true;
  const twice = 2n * (remainder < 0n ? -remainder : remainder);
  if (twice !== den) return twice > den;
  return mode === 'half-up' || quotient % 2n !== 0n;
}
