import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type {
  FixtureDelta,
  FixtureDetail,
  FixtureSnapshot,
  FixtureSummary,
  LobbyDelta,
  LobbySnapshot,
  Market,
} from '@winnex/contracts';
import { applyFixtureDelta, type FixtureState, fixtureFromDetail } from './fixture-state.ts';
import { applyLobbyDelta, type LobbyState, lobbyFromSnapshot } from './lobby-state.ts';
import { type PriceChange, priceChanges } from './price-change.ts';

/** What is on offer, as last heard. Null until the first state has come. */
export const lobby = signal<LobbyState | null>(null);

/** The fixtures that somebody on the page watches: null while loading, 'gone' when not found. */
const fixtures = new Map<string, Signal<FixtureState | 'gone' | null>>();

type MoveListener = (fixtureId: string, changes: readonly PriceChange[]) => void;
const moveListeners = new Set<MoveListener>();

export function onPriceMoves(listener: MoveListener): void {
  moveListeners.add(listener);
}

export function fixtureSignal(id: string): Signal<FixtureState | 'gone' | null> {
  let found = fixtures.get(id);
  if (found === undefined) {
    found = signal<FixtureState | 'gone' | null>(null);
    fixtures.set(id, found);
  }
  return found;
}

export function fixtureNow(id: string): FixtureState | null {
  const state = fixtureSignal(id).value;
  return state === 'gone' ? null : state;
}

/** The row of the lobby; changes only when that fixture does. */
export function summarySignal(id: string): ReadonlySignal<FixtureSummary | undefined> {
  return computed(() => lobby.value?.get(id));
}

/** The newest known state of a market, from the fixture's own topic or the lobby. */
export function marketNow(fixtureId: string, marketId: string): Market | undefined {
  const own = fixtureNow(fixtureId)?.markets.get(marketId);
  const main = lobby.value?.get(fixtureId)?.mainMarket;
  if (main?.id !== marketId) return own;
  return own === undefined || own.version < main.version ? main : own;
}

export function receiveLobby(op: 'snapshot' | 'delta', data: unknown): void {
  const before = lobby.peek();
  if (op === 'snapshot') lobby.value = lobbyFromSnapshot(data as LobbySnapshot);
  else if (before !== null) lobby.value = applyLobbyDelta(before, data as LobbyDelta);
}

export function receiveFixture(id: string, op: 'snapshot' | 'delta', data: unknown): void {
  const state = fixtureSignal(id);
  const before = state.peek();
  const known = before === 'gone' ? null : before;
  const after =
    op === 'snapshot'
      ? fixtureFromDetail((data as FixtureSnapshot).fixture)
      : known && applyFixtureDelta(known, data as FixtureDelta);
  if (after === null) return;
  batch(() => {
    state.value = after;
    if (known !== null) tellMoves(id, known, after);
  });
}

/** Takes a fixture read over REST, unless the live channel was quicker. */
export function takeFixture(id: string, detail: FixtureDetail | null): void {
  const state = fixtureSignal(id);
  if (state.peek() !== null && state.peek() !== 'gone') return;
  state.value = detail === null ? 'gone' : fixtureFromDetail(detail);
}

export function takeLobby(all: readonly FixtureSummary[]): void {
  if (lobby.peek() === null) lobby.value = lobbyFromSnapshot({ fixtures: all });
}

/** Forgets a fixture that nobody watches any more: its prices would only grow old. */
export function forgetFixture(id: string): void {
  fixtureSignal(id).value = null;
}

function tellMoves(id: string, before: FixtureState, after: FixtureState): void {
  const changes = [...after.markets.values()].flatMap((market) =>
    priceChanges(before.markets.get(market.id), market),
  );
  if (changes.length > 0) for (const listener of moveListeners) listener(id, changes);
}
