import { KernelError } from './error.ts';
import { type Odds, oddsFromFraction, oddsFromScaled, oddsFromWinnings, sameOdds } from './odds.ts';
import { nearestStandardFraction } from './odds-fractions.ts';
import { decimalText } from './rational.ts';
import { divideRounded } from './rational-rounding.ts';

export type OddsFormat =
  | 'decimal'
  | 'fractional'
  | 'american'
  | 'hong-kong'
  | 'indonesian'
  | 'malay';

export const ODDS_FORMATS: readonly OddsFormat[] = [
  'decimal',
  'fractional',
  'american',
  'hong-kong',
  'indonesian',
  'malay',
];

/**
 * A price as a bettor reads it. A display may show less than the price holds (`4/3` as `1.3333`,
 * 2.2 as Malay `-0.83`), so a shown price is read back with `readShownOdds`, never compared as
 * text.
 */
export function formatOdds(odds: Odds, format: OddsFormat): string {
  const winnings = odds.num - odds.den;
  const atLeastEvens = winnings >= odds.den;
  switch (format) {
    case 'decimal':
      return trimDecimals(rounded(odds.num, odds.den, 4));
    case 'fractional':
      return odds.fraction ?? nearestStandardFraction(winnings, odds.den);
    case 'american':
      return atLeastEvens
        ? `+${rounded(100 * winnings, odds.den, 0)}`
        : `-${rounded(100 * odds.den, winnings, 0)}`;
    case 'hong-kong':
      return rounded(winnings, odds.den, 2);
    case 'indonesian':
      return atLeastEvens
        ? `+${rounded(winnings, odds.den, 2)}`
        : `-${rounded(odds.den, winnings, 2)}`;
    case 'malay':
      return winnings <= odds.den
        ? rounded(winnings, odds.den, 2)
        : `-${rounded(odds.den, winnings, 2)}`;
  }
}

function rounded(num: number, den: number, places: number): string {
  const scaled = BigInt(num) * 10n ** BigInt(places);
  return decimalText(divideRounded(scaled, BigInt(den), 'half-up'), places);
}

/** Keeps two decimals and drops zeros behind them: 2.5000 is 2.50, 1.8250 is 1.825. */
function trimDecimals(text: string): string {
  return text.replace(/0{1,2}$/, '');
}

/**
 * Reads a price. Without a format the notation decides: `4/1` and `evens` are fractional, `+400`
 * and `-150` American, everything else decimal.
 */
export function parseOdds(text: string, format?: OddsFormat): Odds {
  if (text.length > 24) throw new KernelError('ODDS_INVALID', 'the price is too long');
  switch (format ?? notation(text)) {
    case 'decimal':
      return oddsFromScaled(tenThousandths(text, /^(\d{1,9})(?:\.(\d+))?$/));
    case 'fractional':
      return parseFractional(text);
    case 'american':
      return parseAmerican(text);
    case 'hong-kong':
      return oddsFromScaled(10_000 + tenThousandths(text, /^(\d{1,9})(?:\.(\d+))?$/));
    case 'indonesian':
      return parseSigned(text, (size) => size >= 10_000);
    case 'malay':
      return parseSigned(text, (size) => size > 0 && size <= 10_000);
  }
}

/**
 * The price behind a display that came back: `stored` itself when `text` is what it shows as,
 * otherwise the price that was typed. This is what keeps a stored price unchanged through a
 * display.
 */
export function readShownOdds(text: string, format: OddsFormat, stored: Odds): Odds {
  if (text === formatOdds(stored, format)) return stored;
  const typed = parseOdds(text, format);
  return sameOdds(typed, stored) ? stored : typed;
}

function notation(text: string): OddsFormat {
  if (text.includes('/') || /^ev/i.test(text)) return 'fractional';
  return /^[+-]/.test(text) ? 'american' : 'decimal';
}

function parseFractional(text: string): Odds {
  if (/^(evens?|evs)$/i.test(text)) return oddsFromFraction(1, 1);
  const match = /^(\d{1,10})\/(\d{1,10})$/.exec(text);
  if (match === null) throw notAPrice('a fractional price looks like "4/1" or "evens"');
  return oddsFromFraction(Number(match[1]), Number(match[2]));
}

function parseAmerican(text: string): Odds {
  const match = /^([+-])(\d{1,10})$/.exec(text);
  if (match === null) throw notAPrice('an American price looks like "+400" or "-150"');
  const size = Number(match[2]);
  if (size < 100) throw notAPrice('an American price is at least 100 either way');
  return match[1] === '+' ? oddsFromWinnings(size, 100) : oddsFromWinnings(100, size);
}

/** Positive: winnings for a stake of 1. Negative: the stake that wins 1. */
function parseSigned(text: string, inRange: (size: number) => boolean): Odds {
  const size = tenThousandths(text, /^[+-]?(\d{1,9})(?:\.(\d+))?$/);
  if (!inRange(size)) throw notAPrice(`"${text}" is outside the range of this notation`);
  return text.startsWith('-') ? oddsFromWinnings(10_000, size) : oddsFromScaled(10_000 + size);
}

function tenThousandths(text: string, pattern: RegExp): number {
  const match = pattern.exec(text);
  if (match === null) throw notAPrice('a price looks like "5.0", "4/1" or "+400"');
  const decimals = match[2] ?? '';
  if (decimals.length > 4) {
    throw new KernelError('ODDS_TOO_PRECISE', 'a price has at most 4 decimals');
  }
  return Number(match[1]) * 10_000 + Number(decimals.padEnd(4, '0'));
}

function notAPrice(message: string): KernelError {
  return new KernelError('ODDS_INVALID', message);
}
