import { expect, test } from 'vitest';
import type { FeedMessage } from '../feed.ts';
import type { MishapRates } from './settings.ts';
import { boardOf } from './testing/board-check.ts';
import { fixtureIdOf, playSeason } from './testing/season-player.ts';

const none = { postponed: 0, abandoned: 0, marketCancelled: 0, goalDisallowed: 0, wrongResult: 0 };

const WITHOUT_TICKS = { preMatchTickMs: 1e9, liveTickMs: 1e9 };

/** A while in which every fixture has this mishap, and the fixtures seen from announcement. */
async function playAll(kind: keyof MishapRates) {
  const mishaps = { ...none, [kind]: 1 };
  const messages = await playSeason(640_000, { settings: { ...WITHOUT_TICKS, mishaps } });
  const { board, refusals } = boardOf(messages);
  expect(refusals).toEqual([]);
  const closed = [...board.fixtures.values()].filter(({ status }) => status.value === 'closed');
  expect(closed.length).toBeGreaterThan(10);
  return { messages, closed };
}

const about = (messages: readonly FeedMessage[], id: string) =>
  messages.filter((message) => fixtureIdOf(message) === id);

test('postponed: every bet is void and the match is never live', async () => {
  const { messages, closed } = await playAll('postponed');
  for (const { id, markets } of closed) {
    const kinds = about(messages, id);
    expect(kinds.some(({ kind }) => kind === 'bet-settlement')).toBe(false);
    for (const { status } of markets.values()) expect(status).toBe('cancelled');
  }
});

test('abandoned: what was decided stands, the rest is void', async () => {
  const { closed } = await playAll('abandoned');
  const statuses = closed.flatMap(({ markets }) =>
    [...markets.values()].filter(({ offer }) => offer).map(({ status }) => status),
  );
  expect(new Set(statuses)).toEqual(new Set(['settled', 'cancelled']));
});

test('a goal that is disallowed takes its results back and they are settled again', async () => {
  const { messages, closed } = await playAll('goalDisallowed');
  const rolledBack = messages.filter(({ kind }) => kind === 'rollback-bet-settlement');
  expect(rolledBack.length).toBeGreaterThan(10);
  for (const { markets } of closed) {
    for (const { status, offer } of markets.values()) if (offer) expect(status).toBe('settled');
  }
});

test('a wrong result is rolled back and corrected', async () => {
  const { messages, closed } = await playAll('wrongResult');
  for (const { id, markets } of closed) {
    const certain = about(messages, id).filter(
      (message) =>
        message.kind === 'rollback-bet-settlement' ||
        (message.kind === 'bet-settlement' && message.certainty === 2),
    );
    if (certain.length < 3) continue;
    expect(certain.map(({ kind }) => kind)).toEqual([
      'bet-settlement',
      'rollback-bet-settlement',
      'bet-settlement',
    ]);
    for (const { status, offer } of markets.values()) if (offer) expect(status).toBe('settled');
  }
});

test('a market is cancelled for a while, for good, or by mistake', async () => {
  const { messages, closed } = await playAll('marketCancelled');
  const cancels = messages.filter((message) => message.kind === 'bet-cancel');
  const windows = cancels.filter(({ fromMs }) => fromMs !== undefined);
  expect(windows.length).toBeGreaterThan(2);
  for (const { fromMs, untilMs } of windows) expect(fromMs).toBeLessThan(untilMs!);
  const restored = messages.filter(({ kind }) => kind === 'rollback-bet-cancel');
  expect(restored.length).toBeGreaterThan(2);
  const statuses = closed.flatMap(({ markets }) =>
    [...markets.values()].filter(({ offer }) => offer).map(({ status }) => status),
  );
  const cancelled = statuses.filter((status) => status === 'cancelled').length;
  expect(cancelled).toBeGreaterThan(2);
  expect(statuses.filter((status) => status === 'settled').length).toBe(
    statuses.length - cancelled,
  );
});
