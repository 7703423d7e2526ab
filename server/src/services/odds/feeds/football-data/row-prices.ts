import { KernelError, outcomesOf, rulesOf } from '@winnex/kernel';
import type { MarketPrices } from '../feed.ts';
import { readDecimalOdds } from '../recorded/decimal-odds.ts';
import type { PriceColumns, PricedType } from './price-columns.ts';

/** A market of one row with the source of its prices. */
export interface RowMarket {
  readonly prices: MarketPrices;
  readonly source: string;
}

export interface RowPrices {
  readonly markets: readonly RowMarket[];
  /** What was passed over because it is no price or no line, in words. */
  readonly oddities: readonly string[];
}

type Cell = (column: string) => string;

/** The prices of one row: for each market, the first source that the row fills. */
export function readRowPrices(cell: Cell, candidates: readonly PriceColumns[]): RowPrices {
  const markets = new Map<PricedType, RowMarket>();
  const oddities: string[] = [];
  for (const columns of candidates) {
    if (markets.has(columns.type)) continue;
    const read = readMarket(cell, columns);
    if (typeof read === 'string') oddities.push(read);
    else if (read) markets.set(columns.type, { prices: read, source: columns.source });
  }
  return { markets: [...markets.values()], oddities };
}

/** The market, null where the row is silent, or words for what is not a price. */
function readMarket(cell: Cell, columns: PriceColumns): MarketPrices | string | null {
  const needed = columns.line === null ? columns.odds : [columns.line, ...columns.odds];
  if (columns.odds.every((column) => cell(column) === '')) return null;
  const missing = needed.find((column) => cell(column) === '');
  if (missing !== undefined) return `${missing} is empty: no ${columns.type} of ${columns.source}`;
  const specifiers = readSpecifiers(cell, columns);
  if (specifiers === null) {
    return `${columns.line} "${cell(columns.line ?? '')}" is not a handicap of quarter goals`;
  }
  const market = { type: columns.type, specifiers };
  const odds = columns.odds.map((column) => readDecimalOdds(cell(column)));
  const bad = columns.odds.find((_, index) => odds[index] === null);
  if (bad !== undefined) return `${bad} "${cell(bad)}" is not a price above 1`;
  return {
    ...market,
    status: 'active',
    outcomes: outcomesOf(market).map((id, index) => ({
      id,
      odds: odds[index] ?? null,
      active: true,
    })),
  };
}

function readSpecifiers(cell: Cell, { type, line }: PriceColumns): string | null {
  if (type === '1x2') return '';
  if (type === 'totals') return 'total=2.5';
  const text = cell(line ?? '');
  if (!/^[+-]?\d{1,2}(\.\d{1,3})?$/.test(text)) return null;
  const specifiers = `handicap=${Number(text) || 0}`;
  try {
    rulesOf({ type, specifiers });
    return specifiers;
  } catch (error) {
    if (error instanceof KernelError) return null;
    throw error;
  }
}
