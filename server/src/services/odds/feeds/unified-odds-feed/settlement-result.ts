import type { OutcomeResult } from '../feed.ts';
import { plainDecimal } from './specifiers.ts';

/**
 * `result` and `void_factor` of the feed together say how an outcome ended (UOF documentation,
 * "Bet settlement"). Pairs that are not in this table mean nothing and settle nothing.
 */
const RESULTS: ReadonlyMap<string, OutcomeResult['result']> = new Map([
  ['0/0', 'lost'],
  ['1/0', 'won'],
  ['0/1', 'void'],
  ['1/0.5', 'half-won'],
  ['0/0.5', 'half-lost'],
]);

/** The result of one outcome under its own id, or why it says none. */
export function readOutcomeResult(
  id: string,
  result: string | undefined,
  voidFactor: string | undefined,
  deadHeatFactor: string | undefined,
): OutcomeResult | string {
  if (result === '-1') return `outcome ${id} is undecided`;
  const factor = voidFactor === undefined ? '0' : plainDecimal(voidFactor);
  const meaning = RESULTS.get(`${result}/${factor}`);
  if (meaning === undefined) {
    return `outcome ${id}: result ${result} with void factor ${voidFactor} has no meaning`;
  }
  if (deadHeatFactor === undefined) return { id, result: meaning };
  const share = fractionOf(deadHeatFactor);
  if (!share) return `outcome ${id}: dead heat factor ${deadHeatFactor} is not within 0..1`;
  const [numerator, denominator] = share;
  if (numerator === denominator) return { id, result: meaning };
  if (meaning !== 'won') return `outcome ${id}: a dead heat of an outcome that is ${meaning}`;
  return { id, result: meaning, deadHeatFactor: share };
}

/** A decimal within 0..1 as a fraction in lowest terms, exactly as it was written. */
function fractionOf(text: string): readonly [number, number] | null {
  const match = /^([01])(?:\.(\d{1,9}))?$/.exec(text);
  if (!match) return null;
  const decimals = match[2] ?? '';
  const denominator = 10 ** decimals.length;
  const numerator = Number(match[1]) * denominator + Number(decimals || '0');
  if (numerator <= 0 || numerator > denominator) return null;
  const divisor = commonDivisor(numerator, denominator);
  return [numerator / divisor, denominator / divisor];
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
