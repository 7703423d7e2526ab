import {
  formatRational,
  type Leg,
  type LegResult,
  minorToMajor,
  parseLeg,
  parseMoney,
  parseSlip,
  type Slip,
  settle,
  type TextSlip,
} from '../src/index.ts';

type Terms = Partial<Omit<TextSlip, 'id' | 'type' | 'legs' | 'stakePerLine'>>;

/** A slip in the notation of the command line: `slip('double', '5', ['4/1:won', '2.5:void'])`. */
export function slip(type: string, stakePerLine: string, legs: string[], terms: Terms = {}): Slip {
  const stake = terms.stakeTotal === undefined ? { stakePerLine } : {};
  return parseSlip({ id: 1, type, ...stake, legs: legs.map(parseLeg), ...terms }).slip;
}

/** What it returns, exact, in major units: `29/2`. */
export function returned(type: string, stake: string, legs: string[], terms: Terms = {}): string {
  return returnOf(slip(type, stake, legs, terms));
}

export function returnOf(bet: Slip): string {
  return major(settle(bet).return);
}

export function major(minor: { num: bigint; den: bigint }, currency = 'GBP'): string {
  return formatRational(minorToMajor(minor, currency));
}

export function pounds(text: string): bigint {
  return parseMoney(text, 'GBP').minor;
}

export function leg(text: string, extra: Partial<Leg> = {}): Leg {
  return { ...slip('single', '1', [text]).legs[0]!, ...extra };
}

export function graded(price: string, result: LegResult): Leg {
  return leg(`${price}:${result}`);
}
