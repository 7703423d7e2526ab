import { outcomesOf } from '@winnex/kernel';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../platform/ports/clock.ts';
import { silentLogger } from '../../../platform/telemetry/logger.ts';
import { applyMessage } from '../board/apply-message.ts';
import { createBoard } from '../board/board.ts';
import { defaultBoardPolicy } from '../board/policy.ts';
import type { FeedMessage, FeedSession, SportsFeed } from './feed.ts';

export interface FeedUnderTest {
  readonly feed: SportsFeed;
  /** The clock the feed is given; the contract moves it. */
  readonly clock: Clock & { advance(ms: number): Promise<void> };
  /** True for a feed that owes signs of life while its source is well. */
  readonly live: boolean;
  /** How much of the clock's time to play after the first recovery. */
  readonly playMs: number;
}

/**
 * The law of `feed.ts`, checked on a feed. Its test file is one call:
 * `describeFeed('simulated-season', () => ({ feed, clock, live: true, playMs: 120_000 }))`.
 * `makeFeed` makes a new feed over the same source each time.
 */
export function describeFeed(
  name: string,
  makeFeed: () => FeedUnderTest | Promise<FeedUnderTest>,
): void {
  describe(`${name} keeps the law of feeds`, () => {
    it('says nothing about markets until it is asked to recover', async () => {
      const host = await startHost(await makeFeed());
      await host.play(30_000);
      expect(host.notAlive()).toEqual([]);
      await host.stop();
    });

    it('ends a recovery with snapshot-complete, which carries the request id', async () => {
      const host = await startHost(await makeFeed());
      await host.recover('first', null);
      await host.play(host.under.playMs);
      await host.recover('second', host.lastAt());
      const ids = host.messages
        .filter((message) => message.kind === 'snapshot-complete')
        .map(({ requestId }) => requestId);
      // Once for the whole feed, or once per producer.
      expect([...new Set(ids)]).toEqual(['first', 'second']);
      expect(ids).toEqual([...ids].sort());
      await host.stop();
    });

    it('never goes back in time', async () => {
      const host = await startHost(await makeFeed());
      await host.recover('first', null);
      await host.play(host.under.playMs);
      expect(stepsBack(host.messages)).toEqual([]);
      await host.stop();
    });

    it('sends only what the board can take, whole markets with valid odds', async () => {
      const host = await startHost(await makeFeed());
      await host.recover('first', null);
      await host.play(host.under.playMs);
      await host.recover('second', host.lastAt());
      expect(host.notAlive().length).toBeGreaterThan(0);
      expect(refusals(host.messages)).toEqual([]);
      expect(incompleteMarkets(host.messages)).toEqual([]);
      await host.stop();
    });

    it('waits until a message was taken before it offers the next', async () => {
      const host = await startHost(await makeFeed());
      host.holdDeliveries();
      host.session.recover({ requestId: 'held', sinceMs: null }).catch(() => undefined);
      await host.play(60_000);
      expect(host.messages.length).toBe(1);
      host.releaseDeliveries();
      await host.until(() => host.messages.some(({ kind }) => kind === 'snapshot-complete'));
      expect(host.deliveriesAtOnceMax()).toBe(1);
      await host.stop();
    });

    it('delivers nothing after it was stopped', async () => {
      const host = await startHost(await makeFeed());
      await host.recover('first', null);
      await host.stop();
      const count = host.messages.length;
      await host.play(60_000);
      expect(host.messages.length).toBe(count);
    });

    it('shows signs of life at least every 10 s, per producer', async (context) => {
      const under = await makeFeed();
      if (!under.live) context.skip('a recording owes no signs of life');
      const host = await startHost(under);
      await host.recover('first', null);
      await host.play(Math.max(under.playMs, 30_000));
      expect(host.aliveGapMsMax()).toBeGreaterThan(0);
      expect(host.aliveGapMsMax()).toBeLessThanOrEqual(10_000);
      await host.stop();
    });

    it('goes on after a restart with what it asked to remember', async () => {
      const before = await startHost(await makeFeed());
      await before.recover('before', null);
      await before.play(before.under.playMs);
      await before.stop();
      const after = await startHost(await makeFeed(), before.memory());
      await after.recover('after', before.lastAt());
      await after.play(1_000);
      expect(refusals([...before.messages, ...after.messages])).toEqual([]);
      await after.stop();
    });
  });
}

const STEP_MS = 250;
const REAL_WAIT_MS_MAX = 20_000;

async function startHost(under: FeedUnderTest, memoryBefore: unknown = null) {
  const { clock, feed } = under;
  const messages: FeedMessage[] = [];
  const aliveAtMs = new Map<string, number>();
  let memory = memoryBefore;
  let aliveGapMsMax = 0;
  let atOnce = 0;
  let atOnceMax = 0;
  let gate: Promise<void> = Promise.resolve();
  let openGate = (): void => undefined;

  async function deliver(message: FeedMessage): Promise<void> {
    atOnce += 1;
    atOnceMax = Math.max(atOnceMax, atOnce);
    messages.push(message);
    if (message.kind === 'alive') {
      const lastMs = aliveAtMs.get(message.producer);
      if (lastMs !== undefined) aliveGapMsMax = Math.max(aliveGapMsMax, clock.now() - lastMs);
      aliveAtMs.set(message.producer, clock.now());
    }
    await gate;
    await Promise.resolve();
    atOnce -= 1;
  }

  const session: FeedSession = await feed.start({
    clock,
    logger: silentLogger,
    memory: memoryBefore,
    async remember(value) {
      memory = JSON.parse(JSON.stringify(value));
    },
    deliver,
    reject: () => undefined,
  });

  async function play(ms: number): Promise<void> {
    for (let played = 0; played < ms; played += STEP_MS) {
      await clock.advance(Math.min(STEP_MS, ms - played));
      await turn();
    }
  }

  async function until(condition: () => boolean): Promise<void> {
    const deadline = performance.now() + REAL_WAIT_MS_MAX;
    while (!condition()) {
      if (performance.now() > deadline) throw new Error('the feed did not do what was awaited');
      await clock.advance(STEP_MS);
      await turn();
    }
  }

  return {
    under,
    session,
    messages,
    play,
    until,
    memory: () => memory,
    deliveriesAtOnceMax: () => atOnceMax,
    aliveGapMsMax: () => aliveGapMsMax,
    lastAt: () => Math.max(...messages.map(({ at }) => at)),
    notAlive: () => messages.filter(({ kind }) => kind !== 'alive'),
    holdDeliveries() {
      gate = new Promise((resolve) => {
        openGate = resolve;
      });
    },
    releaseDeliveries: () => openGate(),
    async recover(requestId: string, sinceMs: number | null): Promise<void> {
      const asked = session.recover({ requestId, sinceMs });
      await until(() =>
        messages.some((one) => one.kind === 'snapshot-complete' && one.requestId === requestId),
      );
      await asked;
    },
    stop: () => session.stop(),
  };
}

/** Lets files be read and promises run. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** What a board that starts empty would not take. */
function refusals(messages: readonly FeedMessage[]): readonly string[] {
  const board = createBoard(defaultBoardPolicy);
  const reasons = new Set<string>();
  for (const message of messages) {
    if (message.kind === 'alive' || message.kind === 'snapshot-complete') continue;
    for (const { reason } of applyMessage(board, message).refusals) reasons.add(reason);
  }
  return [...reasons];
}

/** Markets of a catalogued type that came without one of their outcomes. */
function incompleteMarkets(messages: readonly FeedMessage[]): readonly string[] {
  const incomplete = new Set<string>();
  for (const message of messages) {
    if (message.kind !== 'odds-change') continue;
    for (const market of message.markets) {
      const ids = new Set(market.outcomes.map(({ id }) => id));
      if (!expectedOutcomes(market).every((id) => ids.has(id))) {
        incomplete.add(`${message.fixtureId} ${market.type} ${market.specifiers}`);
      }
    }
  }
  return [...incomplete];
}

function expectedOutcomes(market: { type: string; specifiers: string }): readonly string[] {
  try {
    return outcomesOf({ type: market.type, specifiers: market.specifiers });
  } catch {
    return [];
  }
}

/**
 * Messages older than one before them: states by fixture, results by market. A recovery repeats
 * results since its time, so they begin anew after each snapshot.
 */
function stepsBack(messages: readonly FeedMessage[]): readonly string[] {
  const states = new Map<string, number>();
  let results = new Map<string, number>();
  const back: string[] = [];
  const note = (seen: Map<string, number>, key: string, at: number) => {
    if (at < (seen.get(key) ?? at)) back.push(`${key} at ${at}`);
    seen.set(key, at);
  };
  for (const message of messages) {
    switch (message.kind) {
      case 'alive':
        break;
      case 'snapshot-complete':
        results = new Map();
        break;
      case 'fixture-change':
        note(states, message.fixture.id, message.at);
        break;
      case 'odds-change':
      case 'bet-stop':
        note(states, message.fixtureId, message.at);
        break;
      default:
        for (const { type, specifiers } of message.markets) {
          note(results, `${message.fixtureId} ${type} ${specifiers}`, message.at);
        }
    }
  }
  return back;
}
