import type { MarketKey, MarketPrices } from '../feed.ts';
import type { PriceChoice } from './price-columns.ts';
import type { FootballDataRow } from './read-row.ts';
import { type RowMarket, readRowPrices } from './row-prices.ts';

/** A row with the prices that the replay will offer. */
export interface PricedFixture {
  readonly row: FootballDataRow;
  readonly opening: readonly RowMarket[];
  readonly closing: readonly RowMarket[];
  readonly oddities: readonly string[];
}

export function priceFixture(row: FootballDataRow, choice: PriceChoice): PricedFixture {
  const opening = readRowPrices(row.cell, choice.opening);
  const closing = readRowPrices(row.cell, choice.closing);
  return {
    row,
    opening: opening.markets,
    closing: closing.markets,
    oddities: [...opening.oddities, ...closing.oddities],
  };
}

/** Opening markets whose line the closing prices moved away from, such as another handicap. */
export function withdrawnMarkets({ opening, closing }: PricedFixture): readonly MarketPrices[] {
  return opening
    .map(({ prices }) => prices)
    .filter(({ type, specifiers }) =>
      closing.some(({ prices }) => prices.type === type && prices.specifiers !== specifiers),
    );
}

/** Every market that was offered at some time, once. */
export function offeredMarkets({ opening, closing }: PricedFixture): readonly MarketKey[] {
  const keys = new Map<string, MarketKey>();
  for (const { prices } of [...opening, ...closing]) {
    const { type, specifiers } = prices;
    keys.set(`${type}?${specifiers}`, { type, specifiers });
  }
  return [...keys.values()];
}
