import {
  atPath,
  formatOdds,
  impliedProbabilities,
  isId,
  KernelError,
  type MarginMethodName,
  marginMethods,
  overround,
  parseOdds,
  removeMargin,
} from '@winnex/kernel';

/** Longest line with a market that is read, in characters. */
export const MAX_MARKET_TEXT = 65_536;
/** Most outcomes of a market. */
export const MAX_OUTCOMES = 1_000;

const FIELDS: ReadonlySet<string> = new Set(['id', 'odds', 'method', 'winners']);

/** A market as text: `{"id"?, "odds": ["2.6", …], "method"?, "winners"?}`. */
export interface MarketText {
  readonly odds: readonly string[];
  readonly method?: string | undefined;
  readonly winners?: number | undefined;
}

/** The margin of a market and what is left without it. Probabilities are floats in (0, 1). */
export interface PricedMarket extends ReturnType<typeof removeMargin> {
  readonly method: MarginMethodName;
  /** Sum of the quoted probabilities / winners - 1. */
  readonly overround: number;
}

export interface PricedOutcome {
  readonly odds: string;
  readonly quoted: number;
  readonly fair: number;
}

/**
 * Answers one line of JSON with one line of JSON. Never throws: a bad line gets
 * `{"id", "error": {"code", "message", "path"}}`.
 */
export function priceLine(text: string): string {
  let id: string | number | null = null;
  try {
    const fields = parseFields(text);
    id = isId(fields.id) ? fields.id : null;
    return JSON.stringify({ id, ...priceMarketText(readMarket(fields)).market });
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    const { code, message, path } = error;
    return JSON.stringify({ id, error: { code, message, path } });
  }
}

/** Takes the margin out of a market, by default proportionally. Throws a `KernelError`. */
export function priceMarketText({ odds, method = 'proportional', winners = 1 }: MarketText) {
  if (odds.length > MAX_OUTCOMES) {
    throw refusal('MARKET_INVALID', `a market has at most ${MAX_OUTCOMES} outcomes`, 'odds');
  }
  const name = marginMethods.find((known) => known === method);
  if (name === undefined) {
    throw refusal('FIELD_INVALID', `expected one of ${marginMethods.join(', ')}`, 'method');
  }
  if (odds.length < 2) throw refusal('MARKET_INVALID', 'a market has two outcomes or more', 'odds');
  if (!Number.isInteger(winners) || winners < 1 || winners >= odds.length) {
    const message = 'winners are counted from 1 and are fewer than the outcomes';
    throw refusal('MARKET_INVALID', message, 'winners');
  }
  const prices = odds.map((text, index) => atPath(`odds[${index}]`, () => parseOdds(text.trim())));
  const quoted = impliedProbabilities(prices.map(({ num, den }) => (10_000 * num) / den));
  const removed = removeMargin(quoted, { method: name, winners });
  const market: PricedMarket = { method: name, overround: overround(quoted, winners), ...removed };
  const outcomes = prices.map(
    (price, index): PricedOutcome => ({
      odds: formatOdds(price, price.fraction === null ? 'decimal' : 'fractional'),
      quoted: quoted[index]!,
      fair: removed.probabilities[index]!,
    }),
  );
  return { market, outcomes };
}

function parseFields(text: string): Readonly<Record<string, unknown>> {
  if (text.length > MAX_MARKET_TEXT) {
    throw refusal('TEXT_TOO_LONG', `a market has at most ${MAX_MARKET_TEXT} characters`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refusal('JSON_INVALID', 'the line is not JSON');
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw refusal('FIELD_INVALID', 'expected an object');
}

function readMarket(fields: Readonly<Record<string, unknown>>): MarketText {
  const { id, odds, method, winners } = fields;
  const unknown = Object.keys(fields).find((name) => !FIELDS.has(name));
  if (unknown !== undefined) {
    const shown = JSON.stringify(unknown.slice(0, 40));
    throw refusal('FIELD_UNKNOWN', `${shown} is not a field here`);
  }
  if (id !== undefined && !isId(id)) {
    const message = 'expected a text of 1 to 200 characters or a whole number';
    throw refusal('FIELD_INVALID', message, 'id');
  }
  if (odds === undefined) throw refusal('FIELD_MISSING', 'the field is required', 'odds');
  if (!Array.isArray(odds) || !odds.every(isText)) {
    throw refusal('FIELD_INVALID', 'expected a list of texts such as "2.6"', 'odds');
  }
  if (method !== undefined && !isText(method)) {
    throw refusal('FIELD_INVALID', 'expected a text', 'method');
  }
  if (winners !== undefined && typeof winners !== 'number') {
    throw refusal('FIELD_INVALID', 'expected a whole number', 'winners');
  }
  return { odds, method, winners };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function refusal(code: KernelError['code'], message: string, path = ''): KernelError {
  return new KernelError(code, message, path);
}
