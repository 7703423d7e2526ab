import { attempt, currencyDecimals, parseMoney } from '@winnex/kernel';
import { scaledPrice } from '../live/price-change.ts';

export type Stake =
  | { readonly kind: 'empty' }
  | { readonly kind: 'invalid'; readonly message: string }
  | { readonly kind: 'amount'; readonly minor: bigint };

/**
 * Reads an amount as people type it: `5`, `5.50`, `5,5`, ` .5 `. Both signs at once, a third decimal
 * or grouping are refused rather than guessed at.
 */
export function readAmount(text: string, currency: string): Stake {
  const trimmed = text.replace(/[\s\u00a0\u202f]/g, '');
  if (trimmed === '') return { kind: 'empty' };
  const plain = trimmed.replace(',', '.').replace(/^\./, '0.').replace(/\.$/, '');
  if (/^-/.test(plain)) return { kind: 'invalid', message: 'Enter an amount above zero.' };
  const parsed = attempt(() => parseMoney(plain, currency));
  if (!parsed.ok) return { kind: 'invalid', message: amountHint(parsed.error.code, currency) };
  if (parsed.value.minor === 0n) {
    return { kind: 'invalid', message: 'Enter an amount above zero.' };
  }
  return { kind: 'amount', minor: parsed.value.minor };
}

function amountHint(code: string, currency: string): string {
  const decimals = currencyDecimals(currency);
  const example = decimals === 0 ? '500' : '5 or 5.50';
  if (code !== 'MONEY_TOO_PRECISE') return `Enter an amount such as ${example}.`;
  return decimals === 0
    ? `${currency} has no decimals.`
    : `${currency} has at most ${decimals} decimals.`;
}

/** What comes back if the bet wins, stake included: rounded down, as the bookmaker pays. */
export function potentialReturn(stakeMinor: bigint, decimalOdds: string): bigint {
  return (stakeMinor * scaledPrice(decimalOdds)) / 10_000n;
}

/** Amounts offered beside the input, as text to type, in major units. */
export const stakePresets: readonly string[] = ['2', '5', '10', '20'];
