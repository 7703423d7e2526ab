import {
  EXCHANGE_LADDER,
  HUNDREDTHS_LADDER,
  type Market,
  type MatchModel,
  outcomesOf,
  priceMarket,
} from '@winnex/kernel';
import type { MarketPrices } from '../feed.ts';
import type { SimulatedSeasonSettings } from './settings.ts';

/** Two-way lines move in hundredths; the others on the coarser ladder of the exchange. */
const FINE = new Set(['totals', 'asian-handicap', 'draw-no-bet', 'both-teams-to-score']);

/** The prices of an open market. Fewer than two prices make no market: it is suspended then. */
export function openPrices(
  market: Market,
  model: MatchModel,
  { margin, marginMethod }: Pick<SimulatedSeasonSettings, 'margin' | 'marginMethod'>,
): MarketPrices {
  const ladder = FINE.has(market.type) ? HUNDREDTHS_LADDER : EXCHANGE_LADDER;
  const quotes = priceMarket(market, model, { overround: margin, method: marginMethod, ladder });
  const priced = quotes.filter(({ odds }) => odds !== null).length;
  return {
    ...market,
    status: priced < 2 ? 'suspended' : 'active',
    outcomes: quotes.map(({ id, odds, probability }) => ({
      id,
      odds,
      probability: Math.min(1, Math.max(0, probability)),
      active: odds !== null,
    })),
  };
}

/** A market without prices, in one of the states that take no bets. */
export function closedPrices(
  market: Market,
  status: 'suspended' | 'inactive' | 'handed-over',
): MarketPrices {
  const outcomes = outcomesOf(market).map((id) => ({ id, odds: null, active: false }));
  return { ...market, status, outcomes };
}

/** True when a bettor sees no difference. */
export function samePrices(a: MarketPrices | undefined, b: MarketPrices): boolean {
  if (a?.status !== b.status) return false;
  return b.outcomes.every(({ odds }, index) => a.outcomes[index]?.odds === odds);
}
