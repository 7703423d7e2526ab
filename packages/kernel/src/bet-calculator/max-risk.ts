import { KernelError } from '../error.ts';
import type { Odds } from '../odds.ts';
import { ODDS_SCALE } from '../odds.ts';
import { type Rational, rational } from '../rational.ts';

/**
 * The largest stake under a limit that is a volume: the volume itself above even money, and the
 * stake that wins the volume at even money and below: volume / (price - 1). Exact, in the unit of
 * `volume`; round it down. Source: Pinnacle API documentation, limits.
 */
export function maxRisk(volume: Rational, odds: Odds): Rational {
  if (volume.num < 0n) throw new KernelError('MONEY_INVALID', 'a limit is not below 0', 'volume');
  if (odds.scaled > 2 * ODDS_SCALE) return volume;
  return rational(volume.num * BigInt(odds.den), volume.den * BigInt(odds.num - odds.den));
}
