import { KernelError } from './error.ts';

/** What sets one line of a market apart: `total=2.5`, `hcp=1:0`, `setnr=1|total=9.5`. */
export type Specifiers = Readonly<Record<string, string>>;

/**
 * The identity of a market inside its fixture: market id and specifiers in one canonical text,
 * specifiers sorted by name, so that two orders of writing are one market: `18?total=2.5`.
 */
export function marketKey(marketId: string, specifiers: Specifiers = {}): string {
  requireText(marketId, /^[^?]{1,200}$/, 'a market id is text without "?"');
  const written = formatSpecifiers(specifiers);
  return written === '' ? marketId : `${marketId}?${written}`;
}

/** The market id and specifiers behind a key. */
export function parseMarketKey(key: string): { marketId: string; specifiers: Specifiers } {
  const cut = key.indexOf('?');
  if (cut < 0) return { marketId: key, specifiers: {} };
  return { marketId: key.slice(0, cut), specifiers: parseSpecifiers(key.slice(cut + 1)) };
}

/** `setnr=1|total=9.5`, sorted by name. */
export function formatSpecifiers(specifiers: Specifiers): string {
  return Object.keys(specifiers)
    .sort()
    .map((name) => {
      const value = specifiers[name] ?? '';
      requireText(name, /^[^=|?]{1,100}$/, 'a specifier name is text without "=", "|" or "?"');
      requireText(value, /^[^|]{0,200}$/, 'a specifier value is text without "|"');
      return `${name}=${value}`;
    })
    .join('|');
}

/** Reads `k=v|k=v`, as the Unified Odds Feed writes specifiers. */
export function parseSpecifiers(text: string): Specifiers {
  const entries = text === '' ? [] : text.split('|').map(parseSpecifier);
  const names = new Set(entries.map(([name]) => name));
  if (names.size < entries.length) {
    throw new KernelError('MARKET_INVALID', 'a specifier is named twice');
  }
  return Object.fromEntries(entries);
}

function parseSpecifier(text: string): [string, string] {
  const cut = text.indexOf('=');
  if (cut < 1) throw new KernelError('MARKET_INVALID', 'a specifier looks like "total=2.5"');
  return [text.slice(0, cut), text.slice(cut + 1)];
}

function requireText(text: string, pattern: RegExp, message: string): void {
  if (!pattern.test(text)) throw new KernelError('MARKET_INVALID', message);
}
