import { beforeAll, expect, test } from 'vitest';
import type { FeedMessage } from '../feed.ts';
import { boardOf, shownOf } from './testing/board-check.ts';
import {
  aboutFixtures,
  fixtureIdOf,
  playSeason,
  START_MS,
  startSeason,
} from './testing/season-player.ts';

const mishaps = {
  postponed: 0.1,
  abandoned: 0.1,
  marketCancelled: 0.2,
  goalDisallowed: 0.2,
  wrongResult: 0.2,
};
const settings = { mishaps };

/** Plays, is killed after `aliveMs`, comes back `downMs` later and goes on until `untilMs`. */
async function playBroken(aliveMs: number, downMs: number, untilMs: number) {
  const first = await startSeason({ settings });
  await first.recover();
  await first.clock.advance(aliveMs);
  await first.session.stop();
  const startMs = START_MS + aliveMs + downMs;
  const again = await startSeason({ settings, startMs, memory: first.memories.at(-1) });
  await again.recover('again', first.messages.at(-1)!.at);
  const recovered = again.messages.length;
  await again.clock.advance(START_MS + untilMs - startMs);
  await again.session.stop();
  return { before: first.messages, after: again.messages, recovered, startMs };
}

const UNTIL_MS = 420_000;

let whole: readonly FeedMessage[];
beforeAll(async () => {
  whole = await playSeason(UNTIL_MS, { settings });
});

test.each([
  [130_000, 0],
  [131_234, 777],
  [95_000, 20_000],
  [100_000, 200_000],
])('killed after %i ms and down for %i ms, the season goes on', async (aliveMs, downMs) => {
  const { before, after, recovered, startMs } = await playBroken(aliveMs, downMs, UNTIL_MS);

  const later = (messages: readonly FeedMessage[]) =>
    aboutFixtures(messages).filter(({ at }) => at > startMs);
  expect(later(after.slice(recovered))).toEqual(later(whole));

  const [expected, actual] = [boardOf(whole), boardOf([...before, ...after])];
  expect(actual.refusals).toEqual([]);
  for (const id of actual.board.fixtures.keys()) {
    const there = shownOf(actual.board, id)!;
    const keys = new Set(there.markets.map(({ key }) => key));
    const here = shownOf(expected.board, id)!;
    // A market that opened and closed while nobody listened was never offered to anybody.
    expect(there).toEqual({ ...here, markets: here.markets.filter(({ key }) => keys.has(key)) });
  }
});

test('fixtures that came and went unseen are not told of, the others end', async () => {
  const { before, after } = await playBroken(60_000, 3_600_000, 3_660_000);
  const seen = new Set(before.map(fixtureIdOf));
  const { board } = boardOf([...before, ...after]);
  const over = [...board.fixtures.values()].filter(({ status }) => status.value === 'closed');
  const known = over.filter(({ id }) => seen.has(id));
  expect(known.length).toBeGreaterThan(30);
  expect(over.length - known.length).toBeLessThan(30);
  for (const id of seen) if (id) expect(board.fixtures.get(id)?.status.value).toBe('closed');
});

test('a second recovery in one session states everything again', async () => {
  const { clock, session, messages, recover } = await startSeason({ settings });
  await recover();
  await clock.advance(60_000);
  const half = messages.length;
  await recover('second', START_MS + 30_000);
  await session.stop();
  const repeated = messages.slice(half);
  expect(repeated.at(-1)).toMatchObject({ kind: 'snapshot-complete', requestId: 'second' });
  const [once, twice] = [boardOf(messages.slice(0, half)).board, boardOf(messages).board];
  for (const id of once.fixtures.keys()) {
    expect(shownOf(twice, id)?.status).toBe(shownOf(once, id)?.status);
    expect(shownOf(twice, id)?.markets).toEqual(shownOf(once, id)?.markets);
  }
});

test('other settings begin another season and call the open fixtures off', async () => {
  const first = await startSeason();
  await first.recover();
  await first.clock.advance(60_000);
  await first.session.stop();
  const startMs = START_MS + 70_000;
  const memory = first.memories.at(-1);
  const next = await startSeason({ settings: { seed: 1 }, startMs, memory });
  await next.recover('next', first.messages.at(-1)!.at);
  await next.clock.advance(10_000);
  await next.session.stop();
  const { board, refusals } = boardOf([...first.messages, ...next.messages]);
  expect(refusals).toEqual([]);
  const old = new Set(first.messages.map(fixtureIdOf));
  const statuses = { old: new Set<string>(), new: new Set<string>() };
  for (const fixture of board.fixtures.values()) {
    statuses[old.has(fixture.id) ? 'old' : 'new'].add(fixture.status.value);
    if (!old.has(fixture.id)) continue;
    for (const { status, offer } of fixture.markets.values()) {
      if (offer) expect(['settled', 'cancelled']).toContain(status);
    }
  }
  expect(statuses.old).toEqual(new Set(['cancelled', 'closed']));
  expect(statuses.new).toContain('live');
  expect(next.memories.at(-1)).toMatchObject({ previous: null });
});

test("memory that is not the feed's own begins a new season", async () => {
  for (const memory of ['text', 7, { version: 2 }, { version: 1, current: { season: null } }]) {
    const { session, memories } = await startSeason({ memory });
    await session.stop();
    expect(memories[0]).toMatchObject({ version: 1, previous: null });
  }
});

test('a consumer that fails ends the session with its error', async () => {
  let left = 20;
  const failing = await startSeason({
    deliver: async () => {
      left -= 1;
      if (left < 0) throw new Error('the disk is full');
    },
  });
  await expect(failing.recover()).rejects.toThrow('the disk is full');
  await expect(failing.session.finished).rejects.toThrow('the disk is full');
  const told = failing.messages.length;
  await failing.clock.advance(60_000);
  expect(failing.messages.length).toBe(told);
  await failing.session.stop();
});

test('messages are offered one after the other, however slow the consumer', async () => {
  let inHand = 0;
  const slow = await startSeason({
    deliver: async () => {
      inHand += 1;
      await new Promise((resolve) => setImmediate(resolve));
      expect(inHand).toBe(1);
      inHand -= 1;
    },
  });
  await slow.recover();
  await slow.clock.advance(3_000);
  await slow.session.stop();
  expect(slow.messages.length).toBeGreaterThan(50);
});
