import type { Clock } from '../../../platform/ports/clock.ts';
import type { BoardFixture } from '../board/board.ts';
import { isFinished } from '../board/finished.ts';

/** What clients are shown: each fixture as it was when betting had taken it too. */
export interface Lobby {
  onOffer(): Iterable<BoardFixture>;
  get(fixtureId: string): BoardFixture | undefined;
  /** Shows the newest record of a fixture; true when the fixture is in the lobby. */
  show(fixture: BoardFixture): boolean;
  /** A finished fixture that a late message brought back to memory: not shown as new again. */
  bringBack(fixture: BoardFixture): void;
  remove(fixtureId: string): void;
  stop(): void;
}

export interface LobbyOptions {
  readonly clock: Clock;
  /** How long a finished fixture stays for people to see how it ended. */
  readonly lingerMs: number;
  /** Called with the fixtures whose time has come. */
  retire(fixtureIds: readonly string[]): void;
}

export function createLobby({ clock, lingerMs, retire }: LobbyOptions): Lobby {
  const shown = new Map<string, BoardFixture>();
  const broughtBack = new Set<string>();
  /** Finished fixtures and when, in that order. */
  const finishedAt = new Map<string, number>();
  let cancelSweep: (() => void) | null = null;

  function arm(): void {
    if (cancelSweep !== null) return;
    const [first] = finishedAt.values();
    if (first === undefined) return;
    cancelSweep = clock.after(Math.max(first + lingerMs - clock.now(), 0), sweep);
  }

  function sweep(): void {
    cancelSweep = null;
    const due: string[] = [];
    for (const [id, at] of finishedAt) {
      if (at + lingerMs > clock.now()) break;
      due.push(id);
      finishedAt.delete(id);
    }
    if (due.length > 0) retire(due);
    arm();
  }

  function noteFinish(fixture: BoardFixture): void {
    if (!isFinished(fixture)) {
      finishedAt.delete(fixture.id);
      broughtBack.delete(fixture.id);
    } else if (!finishedAt.has(fixture.id)) {
      finishedAt.set(fixture.id, clock.now());
      arm();
    }
  }

  function* onOffer(): Iterable<BoardFixture> {
    for (const fixture of shown.values()) if (!broughtBack.has(fixture.id)) yield fixture;
  }

  return {
    onOffer,
    get: (fixtureId) => shown.get(fixtureId),
    show(fixture) {
      shown.set(fixture.id, fixture);
      noteFinish(fixture);
      return !broughtBack.has(fixture.id);
    },
    bringBack(fixture) {
      shown.set(fixture.id, fixture);
      broughtBack.add(fixture.id);
      noteFinish(fixture);
    },
    remove(fixtureId) {
      shown.delete(fixtureId);
      broughtBack.delete(fixtureId);
      finishedAt.delete(fixtureId);
    },
    stop() {
      cancelSweep?.();
      cancelSweep = null;
    },
  };
}
