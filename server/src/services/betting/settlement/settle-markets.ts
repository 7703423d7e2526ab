import type { MarketResultChange } from '@winnex/contracts';
import type { ClientBase, Pool } from 'pg';
import { transaction } from '../../../platform/database/pool.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { BetState } from '../domain/bet.ts';
import { decideSettlement } from '../domain/decide-settlement.ts';
import { evolve } from '../domain/evolve.ts';
import { addExposure } from '../domain/liability.ts';
import { legOutcomeAfter, type MarketResult } from '../domain/market-results.ts';
import { advanceBets, type BetStep, lockBetsOfMarket, type StoredBet } from '../store/bets.ts';
import { encodeBetEvent } from '../store/event-codec.ts';
import { lockExposure, saveExposure } from '../store/exposure.ts';
import {
  type AccountName,
  house,
  type LedgerTransfer,
  lockAccounts,
} from '../store/ledger-calls.ts';
import {
  lockProgress,
  readResults,
  recordResults,
  saveProgress,
  unfinished,
} from '../store/market-results.ts';
import { settlementTransfers } from './settlement-transfers.ts';

export interface SettlementDependencies {
  readonly pool: Pool;
  readonly clock: Clock;
  /** Bets a transaction. */
  readonly pageSize: number;
  /** Told after each page has committed. */
  readonly onSettled: (bets: readonly BetState[]) => void;
}

/**
 * Applies versions of markets' results to every bet on them, a page a transaction. The mark of the
 * last bet is part of each page, so that a killed run goes on where it stopped, and a version that
 * came twice finds nothing to do.
 */
export async function settleMarkets(
  changes: readonly MarketResultChange[],
  dependencies: SettlementDependencies,
): Promise<void> {
  if (changes.length === 0) return;
  const { pool, clock } = dependencies;
  const open = await transaction(pool, async (client) => {
    await recordResults(client, changes, clock.now());
    return unfinished(client, changes);
  });
  for (const change of open) await settleMarket(change, dependencies);
}

async function settleMarket(
  change: MarketResultChange,
  dependencies: SettlementDependencies,
): Promise<void> {
  const { pool, clock, pageSize } = dependencies;
  for (;;) {
    const page = await transaction(pool, (client) =>
      settlePage(client, change, pageSize, clock.now()),
    );
    if (page.settled.length > 0) dependencies.onSettled(page.settled);
    if (page.finished) return;
  }
}

async function settlePage(
  client: ClientBase,
  change: MarketResultChange,
  pageSize: number,
  atMs: number,
): Promise<{ readonly settled: readonly BetState[]; readonly finished: boolean }> {
  const progress = await lockProgress(client, change);
  if (progress.finished) return { settled: [], finished: true };
  const bets = await lockBetsOfMarket(client, change.marketId, progress.settledUpTo, pageSize);
  const settled = await settleBets(client, bets, atMs);
  const finished = bets.length < pageSize;
  await saveProgress(client, change, bets.at(-1)?.state.betId ?? null, finished ? atMs : null);
  return { settled, finished };
}

async function settleBets(
  client: ClientBase,
  bets: readonly StoredBet[],
  atMs: number,
): Promise<BetState[]> {
  if (bets.length === 0) return [];
  const results = await readResults(client, [
    ...new Set(bets.flatMap(({ state }) => state.legs.map((leg) => leg.marketId))),
  ]);
  const decided = bets.flatMap(({ state, lastHash }) => {
    const event = decideSettlement(state, legOutcomes(state, results), atMs);
    return event === null ? [] : [{ before: state, after: evolve(state, event), event, lastHash }];
  });
  if (decided.length === 0) return [];
  await moveExposure(client, decided);
  const accounts = await lockAccounts(
    client,
    decided.flatMap(({ before, after }) => accountsOf(before, after)),
    atMs,
  );
  const cashChange = new Map<string, bigint>();
  const transfers = decided.flatMap(({ before, after }) => {
    const cash = { owner: before.customerId, kind: 'cash', currency: before.currency };
    const key = `${cash.owner}/${cash.currency}`;
    const changeBefore = cashChange.get(key) ?? 0n;
    const posted = settlementTransfers(before, after, accounts.balanceMinor(cash) + changeBefore);
    const change = posted.reduce((sum, transfer) => sum + cashMoved(transfer, cash), 0n);
    cashChange.set(key, changeBefore + change);
    return posted;
  });
  const steps = decided.map(
    ({ after, event, lastHash }): BetStep => ({
      event: encodeBetEvent(after.betId, after.sequence, event, lastHash),
      state: after,
    }),
  );
  await advanceBets(client, steps);
  await accounts.post(transfers, atMs);
  return decided.map(({ after }) => after);
}

function legOutcomes(state: BetState, results: ReadonlyMap<string, readonly MarketResult[]>) {
  return state.legs.map((leg) =>
    legOutcomeAfter(results.get(leg.marketId) ?? [], leg.outcomeId, state.placedAtMs),
  );
}

/** Takes bets that have closed off the exposure of their legs, and puts reopened ones back. */
async function moveExposure(
  client: ClientBase,
  decided: readonly { readonly before: BetState; readonly after: BetState }[],
): Promise<void> {
  const moved = decided.filter(({ before, after }) => isOpen(before) !== isOpen(after));
  if (moved.length === 0) return;
  const legs = moved.flatMap(({ after }) => after.legs);
  const exposure = await lockExposure(client, legs);
  for (const { after } of moved) {
    if (after.liability === null) continue;
    addExposure(exposure, after.legs, after.liability, isOpen(after) ? 1n : -1n);
  }
  await saveExposure(client, exposure, legs);
}

function isOpen(state: BetState): boolean {
  return state.status === 'ACCEPTED';
}

/** Every account that a settlement may move money on; only a take-back can end in a debt. */
function accountsOf(before: BetState, after: BetState): AccountName[] {
  const { customerId, currency } = before;
  const takesBack = after.paidMinor < before.paidMinor;
  return [
    { owner: customerId, kind: 'cash', currency },
    ...(takesBack ? [{ owner: customerId, kind: 'owed', currency }] : []),
    { owner: house, kind: 'open-stakes', currency },
    { owner: house, kind: 'revenue', currency },
  ];
}

function cashMoved({ from, to, amountMinor }: LedgerTransfer, cash: AccountName): bigint {
  if (to.owner === cash.owner && to.kind === cash.kind) return amountMinor;
  return from.owner === cash.owner && from.kind === cash.kind ? -amountMinor : 0n;
}
