const NO_SPECIFIERS: ReadonlyMap<string, string> = new Map();
const DECIMAL = /^[+-]?\d+(?:\.\d+)?$/;

/**
 * The pairs of `total=2.5` or `setnr=1|total=9.5`; values may hold colons and signs
 * (`variant=sr:point_range:76+`). Null when the text is not of that form or names a key twice.
 */
export function readSpecifiers(text: string | undefined): ReadonlyMap<string, string> | null {
  if (text === undefined || text === '') return NO_SPECIFIERS;
  const pairs = new Map<string, string>();
  for (const pair of text.split('|')) {
    const equals = pair.indexOf('=');
    const key = pair.slice(0, equals);
    const value = pair.slice(equals + 1);
    if (equals < 1 || value === '' || pairs.has(key)) return null;
    pairs.set(key, value);
  }
  return pairs;
}

/** One spelling for one market: sorted by key, since producers do not agree on the order. */
export function specifierText(pairs: ReadonlyMap<string, string>): string {
  if (pairs.size === 0) return '';
  const keys = [...pairs.keys()];
  if (keys.length > 1) keys.sort();
  return keys.map((key) => `${key}=${pairs.get(key)}`).join('|');
}

/** A decimal in one spelling (`+0.50` is `0.5`, `-0` is `0`), or null when it is none. */
export function plainDecimal(text: string): string | null {
  return text.length <= 12 && DECIMAL.test(text) ? String(Number(text) || 0) : null;
}
