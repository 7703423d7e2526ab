import { formatOdds, type OddsFormat, parseOdds } from '@winnex/kernel';
import { oddsFormat } from './settings.ts';

/** Formatting walks a table of fractions: a board shows the same few hundred prices over and over. */
const formatted = new Map<string, string>();

/** A price of the API (`2.35`) as the reader likes it; follows the setting in what renders it. */
export function oddsText(decimal: string): string {
  return formatPrice(decimal, oddsFormat.value);
}

export function formatPrice(decimal: string, format: OddsFormat): string {
  const name = `${format} ${decimal}`;
  const known = formatted.get(name);
  if (known !== undefined) return known;
  if (formatted.size > 5_000) formatted.clear();
  const text = formatOdds(parseOdds(decimal, 'decimal'), format).replace('-', '−');
  formatted.set(name, text);
  return text;
}
