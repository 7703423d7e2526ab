import type { FixtureList, Market, PlaceBetRequest } from '@winnex/contracts';
import type { ApiClient } from './api-client.ts';
import { eventually } from './eventually.ts';

/** The main market of the next match that starts in `fromMs` or later, open for bets. */
export const nextMarket = (api: ApiClient, fromMs: number): Promise<Market> =>
  eventually('a match that is about to start', async () => {
    const { body } = await api.get<FixtureList>('/api/v2/fixtures?status=not-started&limit=200');
    const open = body.fixtures
      .filter(({ mainMarket }) => mainMarket?.status === 'active')
      .filter(({ startsAt }) => Date.parse(startsAt) > Date.now() + fromMs)
      .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
    return open[0]?.mainMarket ?? null;
  });

/** A single at the price shown, whatever becomes of the price. */
export function singleOn(
  market: Market,
  outcomeId: string,
  stakeMinor: string,
  change: Partial<PlaceBetRequest> = {},
): PlaceBetRequest {
  const odds = market.outcomes.find(({ id }) => id === outcomeId)?.odds;
  if (typeof odds !== 'string') throw new Error(`${market.id} offers no ${outcomeId}`);
  return {
    type: 'single',
    legs: [{ marketId: market.id, outcomeId, odds }],
    stakeMinor,
    currency: 'EUR',
    oddsPolicy: 'ANY',
    ...change,
  };
}
