import type { FixtureSummary, LobbyDelta, LobbySnapshot } from '@winnex/contracts';

/** The lobby as last told: newest versions win, whichever way and in whichever order they come. */
export interface LobbyState {
  /** A row as a live update tells it; null when the fixture has left, at that fixture version. */
  offer(fixtureId: string, version: number, summary: FixtureSummary | null): void;
  /** Marks the moment a load begins; what changes after it is newer than what the load finds. */
  beginLoad(): number;
  /** Takes over what a load found. Rows that it lacks have left. */
  finishLoad(mark: number, rows: readonly FixtureSummary[]): void;
  snapshot(): LobbySnapshot;
  /** What changed since it was last taken, or null. */
  takeDelta(): LobbyDelta | null;
}

interface Row {
  readonly version: number;
  readonly summary: FixtureSummary | null;
  readonly touched: number;
}

export function lobbyState(): LobbyState {
  const rows = new Map<string, Row>();
  const changed = new Set<string>();
  let touches = 0;

  function put(fixtureId: string, version: number, summary: FixtureSummary | null): void {
    touches += 1;
    rows.set(fixtureId, { version, summary, touched: touches });
    changed.add(fixtureId);
  }

  return {
    offer(fixtureId, version, summary) {
      const known = rows.get(fixtureId);
      if (known !== undefined && isOlder(version, summary, known)) return;
      if (summary === null && (known === undefined || known.summary === null)) {
        rows.set(fixtureId, { version, summary, touched: touches });
        return;
      }
      put(fixtureId, version, summary);
    },
    beginLoad: () => touches,
    finishLoad(mark, loaded) {
      const present = new Set<string>();
      for (const summary of loaded) {
        present.add(summary.id);
        const known = rows.get(summary.id);
        if (known !== undefined && !isNewerThanKnown(summary, known, mark)) continue;
        put(summary.id, summary.version, summary);
      }
      for (const [fixtureId, row] of rows) {
        if (present.has(fixtureId) || row.touched > mark) continue;
        // A fixture that left before this load began needs no memory of its version any more.
        rows.delete(fixtureId);
        if (row.summary !== null) changed.add(fixtureId);
      }
    },
    snapshot: () => ({
      fixtures: [...rows.values()].flatMap(({ summary }) => (summary === null ? [] : [summary])),
    }),
    takeDelta() {
      if (changed.size === 0) return null;
      const delta = { changed: [] as FixtureSummary[], removed: [] as string[] };
      for (const fixtureId of changed) {
        const summary = rows.get(fixtureId)?.summary ?? null;
        if (summary === null) delta.removed.push(fixtureId);
        else delta.changed.push(summary);
      }
      changed.clear();
      return delta;
    },
  };
}

/** Versions of the fixture order two rows, then those of the same main market. */
function isOlder(version: number, summary: FixtureSummary | null, known: Row): boolean {
  if (version !== known.version) return version < known.version;
  const [next, last] = [summary?.mainMarket, known.summary?.mainMarket];
  return next != null && last != null && next.id === last.id && next.version < last.version;
}

/** A load must not bring back what a live update during the load has changed or removed. */
function isNewerThanKnown(summary: FixtureSummary, known: Row, mark: number): boolean {
  if (isOlder(summary.version, summary, known)) return false;
  if (known.summary === null) return summary.version > known.version;
  if (known.touched > mark && summary.version === known.version) return false;
  return JSON.stringify(summary) !== JSON.stringify(known.summary);
}
