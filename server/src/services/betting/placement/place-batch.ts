import type { ClientBase } from 'pg';
import type { Outcome } from '../../../platform/database/group-commit.ts';
import type { BetState } from '../domain/bet.ts';
import type { BettingPermission, LimitFigures } from '../domain/betting-permission.ts';
import { decidePlacement, type PlaceBet } from '../domain/decide-placement.ts';
import { evolve } from '../domain/evolve.ts';
import { addExposure, type LiabilityCaps, type Rate } from '../domain/liability.ts';
import type { StakeLimits } from '../domain/stake-limits.ts';
import { type BetStep, findByKeys, insertBets } from '../store/bets.ts';
import { encodeBetEvent } from '../store/event-codec.ts';
import { lockExposure, saveExposure } from '../store/exposure.ts';
import {
  type AccountName,
  house,
  type LedgerTransfer,
  lockAccounts,
  transferId,
} from '../store/ledger-calls.ts';
import { type LimitedCustomer, readLimitFigures } from '../store/limit-figures.ts';
import { lockMarketGates } from '../store/market-gates.ts';
import { keyReused } from './key-reused.ts';

/** A placement on its way into a batch. */
export interface PlacementItem {
  readonly command: PlaceBet;
  readonly accountCurrency: string;
  readonly permission: BettingPermission | null;
}

export interface PlacementRules {
  readonly limits: ReadonlyMap<string, StakeLimits>;
  readonly caps: LiabilityCaps;
  /** From each currency to the book's own. */
  readonly rates: ReadonlyMap<string, Rate>;
  readonly rulesVersion: string;
}

/**
 * Decides and records a batch of placements inside one transaction of the caller's.
 *
 * Markets are locked first, then exposures, then balances, each in a fixed order. A key that exists is answered
 * with its first bet. Within the batch bets are decided in order of arrival, each seeing the money
 * that the ones before it left.
 */
export async function placeBatch(
  client: ClientBase,
  items: readonly PlacementItem[],
  rules: PlacementRules,
  atMs: number,
): Promise<Outcome<BetState>[]> {
  const requests = items.map(({ command }) => command.request);
  const known = new Map(
    (await findByKeys(client, requests)).map((state) => [keyOf(state), state] as const),
  );
  const fresh = items.filter(({ command }) => !known.has(keyOf(command.request)));
  const gates = await lockMarketGates(client, [
    ...new Set(fresh.flatMap(({ command }) => command.legs.map((leg) => leg.marketId))),
  ]);
  const exposure = await lockExposure(client, [...gates.values()]);
  const accounts = await lockAccounts(client, accountsOf(fresh), atMs);
  const figuresOf = await readLimitFigures(client, fresh.flatMap(limitedCustomer), atMs);
  const spentMinor = new Map<string, bigint>();

  const steps: BetStep[] = [];
  const transfers: LedgerTransfer[] = [];
  const outcomes = items.map((item): Outcome<BetState> => {
    const { request } = item.command;
    const first = known.get(keyOf(request));
    if (first !== undefined) {
      if (first.requestHash !== request.requestHash) return { ok: false, error: keyReused() };
      return { ok: true, answer: first };
    }
    const account = cashOf(item);
    const spent = spentMinor.get(account.owner) ?? 0n;
    const balanceMinor = accounts.balanceMinor(account) - spent;
    const event = decidePlacement(item.command, {
      atMs,
      permission: item.permission,
      figures: withinBatch(figuresOf(request.customerId), spent),
      accountCurrency: item.accountCurrency,
      balanceMinor,
      gates,
      limits: rules.limits.get(request.currency) ?? null,
      risk: { exposure, caps: rules.caps, rate: rules.rates.get(request.currency) ?? parity },
      rulesVersion: rules.rulesVersion,
    });
    const state = evolve(null, event);
    known.set(keyOf(request), state);
    steps.push({ event: encodeBetEvent(request.betId, 1, event), state });
    if (state.status === 'ACCEPTED') {
      spentMinor.set(account.owner, spent + request.stakeMinor);
      transfers.push(stakeTransfer(state));
      if (state.liability !== null) addExposure(exposure, state.legs, state.liability, 1n);
    }
    return { ok: true, answer: state };
  });

  await insertBets(client, steps);
  await accounts.post(transfers, atMs);
  const accepted = steps.filter(({ state }) => state.status === 'ACCEPTED');
  await saveExposure(
    client,
    exposure,
    accepted.flatMap(({ state }) => state.legs),
  );
  return outcomes;
}

const parity: Rate = { num: 1n, den: 1n };

function stakeTransfer(state: BetState): LedgerTransfer {
  return {
    id: transferId(state.betId, 1, 'stake'),
    from: { owner: state.customerId, kind: 'cash' },
    to: { owner: house, kind: 'open-stakes' },
    currency: state.currency,
    amountMinor: state.stakeMinor,
    code: 'stake',
    reference: state.betId,
  };
}

function keyOf(request: { readonly customerId: string; readonly key: string }): string {
  return `${request.customerId}/${request.key}`;
}

/** The periods of a customer's limits that his bets count against; none for nearly everybody. */
function limitedCustomer({ command, permission }: PlacementItem): LimitedCustomer[] {
  const periods = (permission?.limits ?? [])
    .filter(({ kind, period }) => (kind === 'stake' || kind === 'loss') && period !== 'bet')
    .map(({ period }) => period);
  if (periods.length === 0) return [];
  return [{ customerId: command.request.customerId, periods: [...new Set(periods)] }];
}

/** Figures that count what the batch has already let the customer stake. */
function withinBatch(figures: LimitFigures, spentMinor: bigint): LimitFigures {
  return (period) => {
    const stored = figures(period);
    const { staked, openStakes } = stored;
    return { ...stored, staked: staked + spentMinor, openStakes: openStakes + spentMinor };
  };
}

/** The customers' cash and the house's open stakes, in the currencies of the accounts. */
function accountsOf(items: readonly PlacementItem[]): AccountName[] {
  return items.flatMap((item) => {
    const currency = item.accountCurrency;
    return [cashOf(item), { owner: house, kind: 'open-stakes', currency }];
  });
}

/** A bet in another currency than the account's is refused before money matters. */
function cashOf({ command, accountCurrency }: PlacementItem): AccountName {
  return { owner: command.request.customerId, kind: 'cash', currency: accountCurrency };
}
