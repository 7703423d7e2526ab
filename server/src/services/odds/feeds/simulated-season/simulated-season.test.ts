import { createHash } from 'node:crypto';
import { gradeMarket, type MatchScore, overround, rulesOf } from '@winnex/kernel';
import { beforeAll, expect, test } from 'vitest';
import type { BetSettlement, FeedMessage } from '../feed.ts';
import { boardOf } from './testing/board-check.ts';
import {
  aboutFixtures,
  fixtureIdOf,
  playSeason,
  START_MS,
  startSeason,
} from './testing/season-player.ts';

const PLAYED_MS = 400_000;
const hashOf = (messages: readonly FeedMessage[]) =>
  createHash('sha256').update(JSON.stringify(messages)).digest('hex');

let messages: readonly FeedMessage[];
beforeAll(async () => {
  messages = await playSeason(PLAYED_MS);
});

test('the same seed and clock give the same messages, another seed others', async () => {
  expect(hashOf(await playSeason(PLAYED_MS))).toBe(hashOf(messages));
  const other = await playSeason(PLAYED_MS, { settings: { seed: 2027 } });
  expect(hashOf(other)).not.toBe(hashOf(messages));
});

test('matches are in play and others to come from the first moment', async () => {
  const { session, messages: first, recover } = await startSeason();
  await recover();
  await session.stop();
  const { board, refusals } = boardOf(first);
  expect(refusals).toEqual([]);
  const statuses = [...board.fixtures.values()].map(({ status }) => status.value);
  expect(statuses.filter((status) => status === 'live').length).toBeGreaterThanOrEqual(4);
  expect(statuses.filter((status) => status === 'not-started').length).toBeGreaterThanOrEqual(20);
  for (const fixture of board.fixtures.values()) {
    const open = [...fixture.markets.values()].filter(({ status }) => status === 'active');
    if (fixture.status.value === 'not-started') expect(open.length).toBeGreaterThan(15);
  }
});

test('the board takes every message', () => {
  expect(boardOf(messages).refusals).toEqual([]);
});

test('time never goes back for a fixture, and there is an alive every ten seconds', () => {
  const latest = new Map<string, number>();
  for (const message of messages) {
    const key =
      message.kind === 'alive' ? `alive ${message.producer}` : (fixtureIdOf(message) ?? 'other');
    const before = latest.get(key);
    expect(message.at).toBeGreaterThanOrEqual(before ?? 0);
    if (message.kind === 'alive' && before) {
      expect(message.at - before).toBeLessThanOrEqual(10_000);
    }
    latest.set(key, message.at);
  }
  expect(latest.get('alive live')).toBeGreaterThan(START_MS + PLAYED_MS - 10_000);
});

test('nothing is told of markets before the first recovery', async () => {
  const { clock, session, messages: early } = await startSeason();
  await clock.advance(30_000);
  await session.stop();
  expect(new Set(early.map(({ kind }) => kind))).toEqual(new Set(['alive']));
});

test('prices carry the margin that is set, less what the ladder rounds', async () => {
  const sums: number[] = [];
  for (const message of await playSeason(40_000, { settings: { margin: 0.08 } })) {
    if (message.kind !== 'odds-change') continue;
    for (const market of message.markets) {
      const odds = market.outcomes.map(({ odds: price }) => price);
      if (market.status !== 'active' || odds.some((price) => price === null || price > 200_000)) {
        continue;
      }
      const quoted = odds.map((price) => 10_000 / price!);
      sums.push(overround(quoted, rulesOf(market).rules.winners));
    }
  }
  expect(sums.length).toBeGreaterThan(1_000);
  expect(Math.min(...sums)).toBeGreaterThanOrEqual(0.0799);
  expect(sums.reduce((sum, value) => sum + value, 0) / sums.length).toBeLessThan(0.1);
});

test('prices move before the start and in play', () => {
  for (const producer of ['pre-match', 'live']) {
    const prices = new Map<string, Set<number>>();
    for (const message of messages) {
      if (message.kind !== 'odds-change' || message.producer !== producer) continue;
      const price = message.markets.find(({ type }) => type === '1x2')?.outcomes[0]?.odds;
      if (!price) continue;
      const seen = prices.get(message.fixtureId) ?? new Set();
      prices.set(message.fixtureId, seen.add(price));
    }
    const moved = [...prices.values()].filter(({ size }) => size > 1).length;
    expect(moved / prices.size).toBeGreaterThan(0.7);
  }
});

test('what is settled is what the kernel makes of the final score', async () => {
  const quiet = {
    postponed: 0,
    abandoned: 0,
    marketCancelled: 0,
    goalDisallowed: 0,
    wrongResult: 0,
  };
  const played = await playSeason(PLAYED_MS, { settings: { mishaps: quiet } });
  const finals = finalScores(played);
  const settlements = played.filter((message) => message.kind === 'bet-settlement');
  const confirmed = settlements.filter(({ certainty }) => certainty === 2);
  expect(confirmed.length).toBeGreaterThan(30);
  const early = settlements.filter(({ certainty }) => certainty === 1);
  expect(early.length).toBeGreaterThan(50);
  for (const { fixtureId, markets } of settlements) {
    const final = finals.get(fixtureId);
    if (!final) continue;
    for (const { outcomes, type, specifiers } of markets) {
      expect(outcomes).toEqual(gradeMarket({ type, specifiers }, final));
    }
  }
  for (const [fixtureId] of finals) expectWhole(fixtureId, played, confirmed);
});

test('a goal settles the market on it at once, and opens the next', () => {
  const goal = messages.findIndex(
    (message) => message.kind === 'bet-settlement' && message.certainty === 1,
  );
  const settlement = messages[goal] as BetSettlement;
  const next = settlement.markets.find(({ type }) => type === 'next-goal');
  expect(next).toBeDefined();
  const following = `goal=${Number(next?.specifiers.slice(5)) + 1}`;
  const later = messages
    .slice(goal)
    .filter((message) => fixtureIdOf(message) === settlement.fixtureId);
  const opened = later.some(
    (message) =>
      message.kind === 'odds-change' &&
      message.markets.some(({ specifiers }) => specifiers === following),
  );
  const ended = later.some(
    (message) => message.kind === 'fixture-change' && message.fixture.status === 'ended',
  );
  expect(opened || ended).toBe(true);
});

test('no price stands between a bet stop and the odds change after it', () => {
  const { board } = boardOf(messages);
  for (const fixture of board.fixtures.values()) {
    if (fixture.status.value === 'live' || fixture.status.value === 'not-started') continue;
    for (const { status } of fixture.markets.values()) expect(status).not.toBe('active');
  }
});

/** Every market that was ever priced has its confirmed result. */
function expectWhole(
  fixtureId: string,
  played: readonly FeedMessage[],
  confirmed: readonly BetSettlement[],
): void {
  const keys = (markets: readonly { type: string; specifiers: string }[]) =>
    markets.map(({ type, specifiers }) => `${type}?${specifiers}`);
  const priced = played.flatMap((message) =>
    message.kind === 'odds-change' && message.fixtureId === fixtureId ? keys(message.markets) : [],
  );
  const settled = confirmed
    .filter((message) => message.fixtureId === fixtureId)
    .flatMap(({ markets }) => keys(markets));
  expect(settled.length).toBeGreaterThan(0);
  expect([...new Set(priced)].filter((key) => !settled.includes(key))).toEqual([]);
}

/** Final scores with the order of goals, of the fixtures that were seen from start to result. */
function finalScores(played: readonly FeedMessage[]): Map<string, MatchScore> {
  const goals = new Map<string, { home: number; away: number; list: ('home' | 'away')[] }>();
  const finals = new Map<string, MatchScore>();
  const results = new Set(
    played.flatMap((m) => (m.kind === 'bet-settlement' && m.certainty === 2 ? [m.fixtureId] : [])),
  );
  const started = new Set(
    aboutFixtures(played).flatMap((message) =>
      message.kind === 'fixture-change' &&
      message.at > START_MS &&
      message.fixture.status === 'live'
        ? [message.fixture.id]
        : [],
    ),
  );
  for (const message of played) {
    if (message.kind !== 'odds-change' || !message.state?.score) continue;
    const { fixtureId, state } = message;
    if (!started.has(fixtureId) || !results.has(fixtureId)) continue;
    const known = goals.get(fixtureId) ?? { home: 0, away: 0, list: [] };
    for (const side of ['home', 'away'] as const) {
      for (; known[side] < state.score![side]; known[side]++) known.list.push(side);
    }
    goals.set(fixtureId, known);
    if (state.period === 'full-time' && state.halfTimeScore) {
      const { home, away, list } = known;
      finals.set(fixtureId, { home, away, goals: list, halfTime: state.halfTimeScore });
    }
  }
  return finals;
}
