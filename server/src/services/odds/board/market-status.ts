import type { MarketStatus } from '@winnex/contracts';
import type { BoardMarket, CancelWindow, Settlement } from './board.ts';
import { type BoardPolicy, certaintyFor } from './policy.ts';

/** What the status of a market depends on besides its own registers. */
export interface MarketSurroundings {
  readonly fixtureTakesBets: boolean;
  readonly producerUp: boolean;
  readonly policy: BoardPolicy;
}

/**
 * The state a market is in, from its registers:
 * cancelled by a cancellation that has no end, then settled by a result that is certain enough,
 * then what its producer says, where everything that casts doubt on the prices turns active into
 * suspended: a bet stop, a result that awaits confirmation, a fixture that takes no bets, and a
 * producer that is down or has not stated this market again since it was.
 */
export function marketStatus(market: BoardMarket, around: MarketSurroundings): MarketStatus {
  if (market.cancellations.some(({ standing, untilMs }) => standing && untilMs === undefined)) {
    return 'cancelled';
  }
  if (confirmedSettlement(market, around.policy)) return 'settled';
  const stated = market.offer?.status ?? 'inactive';
  if (stated !== 'active') return stated;
  const doubtful =
    market.stop?.standing === true ||
    market.settlement?.standing === true ||
    market.awaiting ||
    !around.producerUp ||
    !around.fixtureTakesBets;
  return doubtful ? 'suspended' : 'active';
}

/** The result that betting may pay on, or null. */
export function confirmedSettlement(market: BoardMarket, policy: BoardPolicy): Settlement | null {
  const { settlement } = market;
  if (settlement === null || !settlement.standing) return null;
  return settlement.certainty >= certaintyFor(policy, market.type) ? settlement : null;
}

export function sameWindow(a: CancelWindow, b: CancelWindow): boolean {
  return a.fromMs === b.fromMs && a.untilMs === b.untilMs;
}
