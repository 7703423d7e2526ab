import type { FixtureSummary, LobbyDelta, LobbySnapshot } from '@winnex/contracts';

/** Every fixture on offer. A fixture that did not change keeps its identity. */
export type LobbyState = ReadonlyMap<string, FixtureSummary>;

export function lobbyFromSnapshot(snapshot: LobbySnapshot): LobbyState {
  return new Map(snapshot.fixtures.map((fixture) => [fixture.id, fixture]));
}

export function applyLobbyDelta(state: LobbyState, delta: LobbyDelta): LobbyState {
  const next = new Map(state);
  for (const id of delta.removed) next.delete(id);
  for (const fixture of delta.changed) {
    next.set(fixture.id, newestSummary(state.get(fixture.id), fixture));
  }
  return next;
}

function newestSummary(known: FixtureSummary | undefined, given: FixtureSummary): FixtureSummary {
  const market = known?.mainMarket;
  const older = market?.id === given.mainMarket?.id && isOlder(given.mainMarket, market);
  return older && market ? { ...given, mainMarket: market } : given;
}

function isOlder(
  given: FixtureSummary['mainMarket'],
  known: FixtureSummary['mainMarket'] | undefined,
): boolean {
  return given !== null && known != null && given.version < known.version;
}
