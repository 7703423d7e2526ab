import { isDeepStrictEqual } from 'node:util';
import type { FeedMarketStatus, MarketKey, OutcomePrice } from '../feeds/feed.ts';
import type { BoardFixture, BoardMarket, Cancellation } from './board.ts';
import { marketId } from './market-id.ts';
import { sameWindow } from './market-status.ts';
import type { ReadableSettlement } from './readable.ts';

/**
 * What each kind of message does to the registers of one market. Every edit returns the very same
 * record when it changes nothing, which is how duplicates and latecomers are recognised.
 */

export function newMarket(fixture: BoardFixture, key: MarketKey, producer: string): BoardMarket {
  return {
    id: marketId(fixture.id, key.type, key.specifiers),
    fixtureId: fixture.id,
    type: key.type,
    specifiers: key.specifiers,
    producer,
    version: 0,
    status: 'inactive',
    offer: null,
    stop: fixture.stoppedAt === null ? null : { at: fixture.stoppedAt, standing: true },
    settlement: null,
    rolledBackAt: null,
    cancellations: [],
    awaiting: false,
    resultVersion: 0,
    told: { settled: null, cancelled: [] },
  };
}

interface Said {
  readonly producer: string;
  readonly at: number;
}

/** Prices that are as new as the last bet stop end it. */
export function offer(
  market: BoardMarket,
  { producer, at }: Said,
  status: FeedMarketStatus,
  outcomes: readonly OutcomePrice[],
): BoardMarket {
  const known = market.offer;
  if (known !== null && at < known.at) return market;
  const same =
    known !== null && known.status === status && isDeepStrictEqual(known.outcomes, outcomes);
  if (same && at === known.at) return market.awaiting ? { ...market, awaiting: false } : market;
  return {
    ...market,
    producer,
    offer: { at, status, outcomes: same ? known.outcomes : outcomes },
    stop: market.stop && { at: market.stop.at, standing: at < market.stop.at },
    awaiting: false,
  };
}

export function stop(market: BoardMarket, at: number): BoardMarket {
  if (market.stop !== null && at <= market.stop.at) return market;
  return { ...market, stop: { at, standing: market.offer === null || at >= market.offer.at } };
}

/** A result seen by a scout does not displace one that was confirmed. */
export function settle(
  market: BoardMarket,
  { producer, at }: Said,
  certainty: 1 | 2,
  { outcomes, voidReason }: ReadableSettlement,
): BoardMarket {
  const known = market.settlement;
  if (market.rolledBackAt !== null && at < market.rolledBackAt) return market;
  if (known !== null) {
    if (at < known.at || (known.standing && certainty < known.certainty)) return market;
    const same = known.certainty === certainty && isDeepStrictEqual(known.outcomes, outcomes);
    if (same && at === known.at) return market;
  }
  const reason = voidReason === undefined ? {} : { voidReason };
  const settlement = { at, certainty, producer, outcomes, ...reason, standing: true };
  return { ...market, settlement };
}

/**
 * Takes back every result up to `at`. The prices from before are worth nothing once somebody has
 * known the result, so the market stays suspended until new ones come.
 */
export function rollBack(market: BoardMarket, at: number): BoardMarket {
  if (market.rolledBackAt !== null && at <= market.rolledBackAt) return market;
  const { settlement } = market;
  const withdrawn =
    settlement !== null && settlement.at <= at ? { ...settlement, standing: false } : settlement;
  return stop({ ...market, rolledBackAt: at, settlement: withdrawn }, at);
}

/** Adds a cancellation, or its withdrawal (`standing` false), for one window of bets. */
export function cancel(market: BoardMarket, said: Cancellation): BoardMarket {
  const known = market.cancellations.find((one) => sameWindow(one, said));
  if (known === undefined) {
    return { ...market, cancellations: [...market.cancellations, said] };
  }
  const isNews = said.at > known.at || (said.at === known.at && known.standing && !said.standing);
  if (!isNews) return market;
  const cancellations = market.cancellations.map((one) => (one === known ? said : one));
  return { ...market, cancellations };
}
