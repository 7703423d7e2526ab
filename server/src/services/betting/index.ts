import {
  type AccountChange,
  accountChannel,
  type BettingOperations,
  type UserOperations,
} from '@winnex/contracts';
import type { Pool } from 'pg';
import type { Broadcast } from '../../platform/ports/broadcast.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { Logger } from '../../platform/telemetry/logger.ts';
import type { BetState } from './domain/bet.ts';
import type { LiabilityCaps, Rate } from './domain/liability.ts';
import type { StakeLimits } from './domain/stake-limits.ts';
import { createPlacement } from './placement/place-bet.ts';
import { betView } from './projections/bet-view.ts';
import { customerBets } from './projections/customer-bets.ts';
import { quoteBet } from './quote.ts';
import { settleMarkets } from './settlement/settle-markets.ts';
import { findById, findByKeys } from './store/bets.ts';
import { applyMarketChanges } from './store/market-gates.ts';

export { auditBets } from './audit.ts';
export { followBets } from './outbox/follow-bets.ts';
export { type ReplayReport, replayBets } from './rebuild/replay-bets.ts';

export interface BettingSettings {
  /** Per currency, in its minor units. */
  readonly limits: ReadonlyMap<string, StakeLimits>;
  /** In the book's own currency. */
  readonly caps: LiabilityCaps;
  /** From each currency to the book's own. */
  readonly rates: ReadonlyMap<string, Rate>;
  readonly rulesVersion: string;
  readonly batchMax: number;
  readonly waitingMax: number;
  readonly settlementPageSize: number;
}

export interface BettingService {
  readonly operations: BettingOperations;
  /** Bets waiting for the next batch. */
  waiting(): number;
  /** Resolves when every placement that was taken in has been answered. */
  drain(): Promise<void>;
}

/** Placement, settlement and the customer's bets. */
export function createBettingService(dependencies: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly broadcast: Broadcast;
  readonly permissions: UserOperations['permissions'];
  /** Told after events have been committed, to wake who follows them. Calls may be many. */
  readonly onCommitted?: () => void;
  readonly settings: BettingSettings;
}): BettingService {
  const { pool, clock, broadcast, settings } = dependencies;
  const placement = createPlacement({
    ...dependencies,
    rules: settings,
    batchMax: settings.batchMax,
    waitingMax: settings.waitingMax,
  });

  const operations: BettingOperations = {
    quote: (caller, request) =>
      quoteBet({ pool, nowMs: clock.now(), limits: settings.limits }, caller, request),
    async placeBet(caller, key, request) {
      const state = await placement.place(caller, key, request);
      announce(broadcast, [state]);
      dependencies.onCommitted?.();
      return betView(state);
    },
    async betById(caller, betId) {
      const state = await findById(pool, caller.userId, betId);
      return state === null ? null : betView(state);
    },
    async betByKey(caller, key) {
      const [state] = await findByKeys(pool, [{ customerId: caller.userId, key }]);
      return state === undefined ? null : betView(state);
    },
    bets: (caller, query) => customerBets(pool, caller.userId, query),
    applyMarkets: (changes) => applyMarketChanges(pool, changes),
    applyResults: (results) =>
      settleMarkets(results, {
        pool,
        clock,
        pageSize: settings.settlementPageSize,
        onSettled: (bets) => {
          announce(broadcast, bets);
          dependencies.onCommitted?.();
        },
      }),
  };

  return { operations, waiting: () => placement.waiting(), drain: () => placement.idle() };
}

/** Tells the customers' open pages. A lost message costs nothing: pages read the truth anew. */
function announce(broadcast: Broadcast, bets: readonly BetState[]): void {
  const byCustomer = new Map<string, BetState[]>();
  for (const bet of bets) {
    const known = byCustomer.get(bet.customerId);
    if (known === undefined) byCustomer.set(bet.customerId, [bet]);
    else known.push(bet);
  }
  for (const [userId, changed] of byCustomer) {
    const wallet = changed.some((bet) => bet.status !== 'REJECTED');
    const change: AccountChange = { userId, wallet, bets: changed.map(betView) };
    broadcast.publish(accountChannel, change);
  }
}
