import { type BoardUpdate, boardChannel, type OddsOperations } from '@winnex/contracts';
import type { Broadcast } from '../../platform/ports/broadcast.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Logger } from '../../platform/telemetry/logger.ts';
import type { SocketSettings } from '../settings.ts';
import { type FixtureState, fixtureState } from './fixture-state.ts';
import { lobbyState } from './lobby-state.ts';
import { createTopic, type Topic } from './topic.ts';

/** More fixtures than any book offers at once; the lobby is one frame, not pages. */
const LOBBY_FIXTURES_MAX = 5_000;

export interface BoardContext {
  readonly odds: OddsOperations;
  readonly broadcast: Broadcast;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: SocketSettings;
}

/** A mirror of the odds board, and the topics that read it. */
export interface Board {
  lobby(): Promise<Topic>;
  /** Null when there is no such fixture. */
  fixture(fixtureId: string): Promise<Topic | null>;
  close(): void;
}

interface FixtureEntry {
  topic: Topic;
  /** Null until the first load has ended; updates wait meanwhile. */
  state: FixtureState | null;
  readonly waiting: BoardUpdate[];
  loaded: Promise<boolean>;
}

/**
 * Updates of one conflation time become one frame a topic. Broadcast promises delivery at most
 * once, so what somebody reads is compared with the odds service now and then.
 */
export function createBoard({ odds, broadcast, clock, logger, settings }: BoardContext): Board {
  const lobby = lobbyState();
  const lobbyTopic = createTopic('lobby', lobby.snapshot);
  const fixtures = new Map<string, FixtureEntry>();
  let lobbyLoadedAtMs = Number.NEGATIVE_INFINITY;
  let lobbyLoading: Promise<void> | undefined;
  let cancelFlush: (() => void) | undefined;
  let cancelResync = clock.after(settings.resyncMs, resync);
  let closed = false;

  const unsubscribe = broadcast.subscribe(boardChannel, (message) => {
    const update = message as BoardUpdate;
    lobby.offer(update.fixtureId, update.fixture.version, update.summary);
    lobbyTopic.touch();
    const entry = fixtures.get(update.fixtureId);
    if (entry?.state === null) entry.waiting.push(update);
    entry?.state?.offer(update);
    entry?.topic.touch();
    scheduleFlush();
  });

  function scheduleFlush(): void {
    if (!closed) cancelFlush ??= clock.after(settings.conflateMs, flush);
  }

  function flush(): void {
    cancelFlush = undefined;
    const delta = lobby.takeDelta();
    if (delta !== null) lobbyTopic.publish(delta);
    for (const { state, topic } of fixtures.values()) {
      const change = state?.takeDelta() ?? null;
      if (change !== null) topic.publish(change);
    }
  }

  async function loadLobby(): Promise<void> {
    const mark = lobby.beginLoad();
    const { fixtures: rows } = await odds.fixtures({ limit: LOBBY_FIXTURES_MAX });
    lobby.finishLoad(mark, rows);
    // Who joins next gets all this in the snapshot.
    if (lobbyTopic.readers === 0) lobby.takeDelta();
    lobbyTopic.touch();
    lobbyLoadedAtMs = clock.now();
    scheduleFlush();
  }

  function refreshLobby(): Promise<void> {
    lobbyLoading ??= loadLobby().finally(() => {
      lobbyLoading = undefined;
    });
    return lobbyLoading;
  }

  function addFixture(fixtureId: string): FixtureEntry {
    // Not at once: another socket may be waiting for the same load.
    const forgetUnread = () => {
      if (entry.topic.readers === 0 && fixtures.get(fixtureId) === entry)
        fixtures.delete(fixtureId);
    };
    const entry: FixtureEntry = {
      state: null,
      waiting: [],
      topic: createTopic(
        `fixture:${fixtureId}`,
        () => entry.state?.snapshot(),
        () => clock.after(settings.conflateMs, forgetUnread),
      ),
      loaded: loadFixture(fixtureId).then(
        (loaded) => {
          if (!loaded) fixtures.delete(fixtureId);
          return loaded;
        },
        (error: unknown) => {
          fixtures.delete(fixtureId);
          throw error;
        },
      ),
    };
    fixtures.set(fixtureId, entry);
    return entry;
  }

  async function loadFixture(fixtureId: string): Promise<boolean> {
    const detail = await odds.fixture(fixtureId);
    const entry = fixtures.get(fixtureId);
    if (detail === null || entry === undefined) return false;
    const { markets, ...fixture } = detail;
    if (entry.state === null) entry.state = fixtureState(detail);
    else entry.state.offer({ fixture, markets });
    for (const update of entry.waiting.splice(0)) entry.state.offer(update);
    entry.topic.touch();
    scheduleFlush();
    return true;
  }

  async function resyncAll(): Promise<void> {
    if (lobbyTopic.readers > 0) await refreshLobby();
    for (const [fixtureId, { topic }] of fixtures) {
      if (topic.readers > 0) await loadFixture(fixtureId);
    }
  }

  function resync(): void {
    resyncAll()
      .catch((error: unknown) => {
        logger.warn({ err: error }, 'the board could not be compared with the odds service');
      })
      .finally(() => {
        if (!closed) cancelResync = clock.after(settings.resyncMs, resync);
      });
  }

  return {
    async lobby() {
      if (clock.now() - lobbyLoadedAtMs >= settings.resyncMs) await refreshLobby();
      return lobbyTopic;
    },
    async fixture(fixtureId) {
      const entry = fixtures.get(fixtureId) ?? addFixture(fixtureId);
      return (await entry.loaded) ? entry.topic : null;
    },
    close() {
      closed = true;
      unsubscribe();
      cancelFlush?.();
      cancelResync();
    },
  };
}
