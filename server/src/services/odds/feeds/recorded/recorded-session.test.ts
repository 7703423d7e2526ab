import { describe, expect, it } from 'vitest';
import { virtualClock } from '../../../../platform/adapters/simulated/clock.ts';
import type { FeedMessage, FixtureChange, OddsChange } from '../feed.ts';
import { recordingContext } from './play-whole.ts';
import { recordedSession } from './recorded-session.ts';

const producer = 'test';
const fixtureId = 'f1';

function fixture(at: number, status: 'not-started' | 'closed' = 'not-started'): FixtureChange {
  const competition = { id: 'c', name: 'Cup', sport: 'football', category: 'Nowhere' };
  const [home, away] = [
    { id: 'h', name: 'Home' },
    { id: 'a', name: 'Away' },
  ] as const;
  return {
    kind: 'fixture-change',
    producer,
    at,
    fixture: { id: fixtureId, competition, home, away, startsAt: 100, status },
  };
}

function odds(at: number, type: string, price: number): OddsChange {
  const market = { type, specifiers: '', status: 'active' } as const;
  const outcomes = [{ id: 'home', odds: price, active: true }];
  return { kind: 'odds-change', producer, at, fixtureId, markets: [{ ...market, outcomes }] };
}

const settled: FeedMessage = {
  kind: 'bet-settlement',
  producer,
  at: 5,
  fixtureId,
  certainty: 2,
  markets: [{ type: 'a', specifiers: '', outcomes: [{ id: 'home', result: 'won' }] }],
};

const opening = [fixture(1), odds(1, 'a', 20_000)];
const course = [
  odds(2, 'a', 21_000),
  odds(3, 'b', 30_000),
  { kind: 'bet-stop', producer, at: 4, fixtureId } as const,
  settled,
];

function session(messages: readonly FeedMessage[], deliver?: (m: FeedMessage) => Promise<void>) {
  const clock = virtualClock(0);
  const recorder = recordingContext(deliver, clock);
  const recording = { producer, producers: [producer], opening, messages };
  return { clock, ...recorder, ...recordedSession(recording, recorder.context) };
}

const kinds = (messages: readonly FeedMessage[]) => messages.map(({ kind }) => kind);

describe('a recorded session', () => {
  it('says nothing of markets before the first recovery', async () => {
    const { clock, messages, stop } = session(course);
    await clock.advance(20_000);
    expect(new Set(kinds(messages))).toEqual(new Set(['alive']));
    await stop();
  });

  it('opens, completes the snapshot, then plays in order and finishes', async () => {
    const { recover, finished, messages, stop } = session(course);
    await recover({ requestId: 'r1', sinceMs: null });
    await finished;
    expect(messages[2]).toMatchObject({ kind: 'snapshot-complete', requestId: 'r1' });
    expect(messages.filter(({ kind }) => kind !== 'snapshot-complete')).toEqual([
      ...opening,
      ...course,
    ]);
    await stop();
  });

  it('recovers again with the present state and the results since', async () => {
    const { recover, finished, messages, stop } = session(course);
    await recover({ requestId: 'r1', sinceMs: null });
    await finished;
    const before = messages.length;
    await recover({ requestId: 'r2', sinceMs: 5 });
    const again = messages.slice(before);
    expect(kinds(again)).toEqual([
      'fixture-change',
      'odds-change',
      'bet-settlement',
      'snapshot-complete',
    ]);
    expect(again[1]).toMatchObject({
      markets: [{ type: 'b', status: 'suspended', outcomes: [{ odds: 30_000 }] }],
    });
    await recover({ requestId: 'r3', sinceMs: 6 });
    expect(messages.at(-2)?.kind).toBe('odds-change');
    await stop();
  });

  it('leaves closed fixtures out of the present state', async () => {
    const { recover, finished, messages, stop } = session([...course, fixture(6, 'closed')]);
    await recover({ requestId: 'r1', sinceMs: null });
    await finished;
    const before = messages.length;
    await recover({ requestId: 'r2', sinceMs: 6 });
    expect(kinds(messages.slice(before))).toEqual(['snapshot-complete']);
    await stop();
  });

  it('offers the next message only when the one before was taken', async () => {
    let busy = 0;
    let most = 0;
    const { clock, recover, finished, stop } = session(course, async () => {
      most = Math.max(most, ++busy);
      await new Promise((resolve) => setImmediate(resolve));
      busy--;
    });
    await Promise.all([
      recover({ requestId: 'r1', sinceMs: null }),
      recover({ requestId: 'r2', sinceMs: null }),
      clock.advance(11_000),
      finished,
    ]);
    expect(most).toBe(1);
    await stop();
  });

  it('repeats a producer as down until it is back', async () => {
    const down = { kind: 'alive', producer, at: 3, subscribed: false } as const;
    const { clock, recover, finished, messages, stop } = session([down]);
    await recover({ requestId: 'r1', sinceMs: null });
    await finished;
    await clock.advance(5_000);
    expect(messages.at(-1)).toMatchObject({ kind: 'alive', at: 3, subscribed: false });
    await stop();
  });

  it('delivers nothing after stop', async () => {
    const { clock, recover, messages, stop } = session(course);
    await recover({ requestId: 'r1', sinceMs: null });
    await stop();
    const count = messages.length;
    await clock.advance(60_000);
    await recover({ requestId: 'r2', sinceMs: null });
    expect(messages).toHaveLength(count);
  });

  it('fails when a delivery fails', async () => {
    const { recover, finished, stop } = session(course, async ({ at }) => {
      if (at === 3) throw new Error('full');
    });
    await recover({ requestId: 'r1', sinceMs: null });
    await expect(finished).rejects.toThrow('full');
    await stop();
  });
});
