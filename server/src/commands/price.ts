import { createInterface } from 'node:readline';
import {
  formatOdds,
  impliedProbabilities,
  KernelError,
  type MarginMethodName,
  marginMethods,
  oddsFromScaled,
  overround,
  parseOdds,
  removeMargin,
} from '@winnex/kernel';
import { StartFault } from '../composition/fault.ts';
import { answerLines } from './answer-lines.ts';
import { textTable } from './table.ts';

export interface PriceOptions {
  readonly odds?: string;
  readonly method?: string;
  readonly winners?: string;
  readonly ndjson?: boolean;
}

const FIELDS = new Set(['id', 'odds', 'method', 'winners']);
const LINE_MAX = 65_536;
const OUTCOMES_MAX = 1_000;

/** `winnex price`: margin-free probabilities of a market, as a table or one market a line. */
export async function priceCommand(options: PriceOptions): Promise<void> {
  if (options.ndjson === true)
    return answerLines(createInterface({ input: process.stdin }), priceLine);
  if (options.odds === undefined) {
    throw new StartFault(
      'OPTION_MISSING',
      'Name the odds: winnex price --odds 2.6,2.4,4.3 --method shin',
    );
  }
  try {
    const priced = price({
      odds: options.odds.split(','),
      method: options.method ?? 'proportional',
      winners: options.winners === undefined ? 1 : Number(options.winners),
    });
    console.log(priceTable(priced));
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    throw new StartFault(error.code, error.message);
  }
}

/** One market in, one answer out, never a throw: `{"id", "odds": ["2.6", …], "method"?}`. */
export function priceLine(text: string): string {
  let id: unknown = null;
  try {
    if (text.length > LINE_MAX) throw new KernelError('TEXT_TOO_LONG', 'a line is at most 64 KiB');
    const market = readMarket(text);
    id = market.id ?? null;
    const { rows: _rows, ...answer } = price(market);
    return JSON.stringify({ id, ...answer });
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    const { code, message, path } = error;
    return JSON.stringify({ id, error: { code, message, path } });
  }
}

interface MarketText {
  readonly id?: string | number;
  readonly odds: readonly string[];
  readonly method?: string;
  readonly winners?: number;
}

function readMarket(text: string): MarketText {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new KernelError('JSON_INVALID', 'the line is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new KernelError('FIELD_INVALID', 'a market is an object');
  }
  const market = value as Record<string, unknown>;
  const unknown = Object.keys(market).find((name) => !FIELDS.has(name));
  if (unknown !== undefined)
    throw new KernelError('FIELD_UNKNOWN', 'there is no such field', unknown);
  const isText = (entry: unknown): entry is string =>
    typeof entry === 'string' && entry.length < 40;
  if (!Array.isArray(market.odds) || !market.odds.every(isText)) {
    throw new KernelError('FIELD_INVALID', 'odds is a list of texts such as "2.6"', 'odds');
  }
  if (market.method !== undefined && !isText(market.method)) {
    throw new KernelError('FIELD_INVALID', 'method is a text', 'method');
  }
  if (market.winners !== undefined && typeof market.winners !== 'number') {
    throw new KernelError('FIELD_INVALID', 'winners is a whole number', 'winners');
  }
  const isId = typeof market.id === 'number' || isText(market.id) || market.id === undefined;
  if (!isId) throw new KernelError('FIELD_INVALID', 'id is a text or a number', 'id');
  return market as unknown as MarketText;
}

function price({ odds, method = 'proportional', winners = 1 }: MarketText) {
  if (odds.length > OUTCOMES_MAX) {
    throw new KernelError(
      'MARKET_INVALID',
      `a market has at most ${OUTCOMES_MAX} outcomes`,
      'odds',
    );
  }
  const name = marginMethods.find((known) => known === method);
  if (name === undefined) {
    throw new KernelError(
      'FIELD_INVALID',
      `method is one of ${marginMethods.join(', ')}`,
      'method',
    );
  }
  const prices = odds.map((text) => parseOdds(text.trim()));
  const quoted = impliedProbabilities(prices.map(({ scaled }) => scaled));
  const { probabilities, ...found } = removeMargin(quoted, { method: name, winners });
  const rows = prices.map((shown, index) => ({
    odds: formatOdds(shown, 'decimal'),
    quoted: quoted[index] as number,
    fair: probabilities[index] as number,
  }));
  const margin = overround(quoted, winners);
  return { method: name as MarginMethodName, overround: margin, ...found, probabilities, rows };
}

function priceTable(priced: ReturnType<typeof price>): string {
  const percent = (share: number) => `${(share * 100).toFixed(4)}%`;
  const rows = priced.rows.map(({ odds, quoted, fair }) => {
    const scaled = Math.round(10_000 / fair);
    const fairOdds = scaled > 10_000 ? formatOdds(oddsFromScaled(scaled), 'decimal') : '-';
    return [odds, percent(quoted), percent(fair), fairOdds];
  });
  const table = textTable(['odds', 'quoted', 'fair', 'fair odds'], rows);
  return `${table}\n\nmethod ${priced.method}, overround ${percent(priced.overround)}`;
}
