import type { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../platform/database/testing/test-database.ts';
import {
  betCancel,
  fixtureChange,
  oddsChange,
  overUnder,
  rollback,
  settlement,
} from './testing/messages.ts';
import { type ServiceUnderTest, serviceUnderTest } from './testing/service-under-test.ts';

let database: TestDatabase;
let pool: Pool;
let now: ServiceUnderTest;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = database.pool;
});
afterAll(() => database.drop());
beforeEach(async () => {
  await pool.query(`truncate odds.competition, odds.fixture, odds.market, odds.market_result,
                    odds.line_posting, odds.quarantine, odds.feed_memory`);
  now = serviceUnderTest(pool);
  await now.service.start();
});
afterEach(() => now.service.stop());

const alive = (at: number, subscribed = true) =>
  ({ kind: 'alive', producer: 'live', at, subscribed }) as const;

/** The feed runs, has recovered, and `1x2` of `m1` is open at version 2. */
async function open(service = now): Promise<void> {
  await service.service.runFeed(service.feed);
  await service.settled();
  await service.feed.answer(10, fixtureChange(1), oddsChange(2));
  await service.settled();
}

const statusOf = async (marketId = 'm1/1x2') => {
  const fixture = await now.service.operations.fixture(marketId.split('/')[0]!);
  return fixture?.markets.find(({ id }) => id === marketId)?.status;
};

const rows = async (sql: string) => (await pool.query(sql)).rows;

describe('a feed', () => {
  it('opens markets only when its snapshot is complete', async () => {
    await now.service.runFeed(now.feed);
    await now.settled();
    expect(now.feed.recoveries).toEqual([{ requestId: 'request-1', sinceMs: null }]);
    await now.feed.send(fixtureChange(1), oddsChange(2));
    await now.settled();
    expect(await statusOf()).toBe('suspended');
    expect(now.service.marketsOpen()).toBe(false);
    await now.feed.send({ kind: 'snapshot-complete', producer: 'live', at: 3, requestId: 'other' });
    await now.settled();
    expect(await statusOf()).toBe('suspended');
    await now.feed.answer(4);
    await now.settled();
    expect(await statusOf()).toBe('active');
    expect(now.service.marketsOpen()).toBe(true);
    expect(now.told).toEqual(['m1/1x2 v1 suspended', 'm1/1x2 v2 active']);
  });

  it('has its changes kept, handed over and told, in this order', async () => {
    await open();
    now.updates.length = 0;
    await now.feed.send(oddsChange(20, 23_500));
    await now.settled();
    expect(await rows('select status, version, outcomes from odds.market')).toMatchObject([
      { status: 'active', version: 3, outcomes: [{ id: 'home', odds: 23_500 }, {}, {}] },
    ]);
    expect(now.told.at(-1)).toBe('m1/1x2 v3 active');
    expect(now.updates).toMatchObject([
      {
        fixtureId: 'm1',
        fixture: { home: 'Home Town', status: 'not-started' },
        summary: { marketsOpen: 1, mainMarket: { id: 'm1/1x2' } },
        markets: [
          {
            version: 3,
            outcomes: [
              { name: 'Home Town', odds: '2.35', active: true },
              { name: 'Draw', odds: '2.45' },
              { name: 'Away City', odds: null, active: false },
            ],
          },
        ],
      },
    ]);
    expect(await rows('select version, status, prices from odds.line_posting order by 1')).toEqual([
      {
        version: 1,
        status: 'suspended',
        prices: [
          ['home', 20_000, true],
          ['draw', 21_000, true],
          ['away', null, false],
        ],
      },
      {
        version: 2,
        status: 'active',
        prices: [
          ['home', 20_000, true],
          ['draw', 21_000, true],
          ['away', null, false],
        ],
      },
      {
        version: 3,
        status: 'active',
        prices: [
          ['home', 23_500, true],
          ['draw', 24_500, true],
          ['away', null, false],
        ],
      },
    ]);
  });

  it('puts what cannot be taken into quarantine, and the rest flows', async () => {
    await open();
    const poison = { ...oddsChange(20, Number.NaN), extra: 'a\0b' };
    await now.feed.send(poison, { ...oddsChange(20), fixtureId: 'm9' });
    await now.feed.send({ ...alive(21), producer: '' }, null as never);
    now.feed.context().reject({ source: 'file.csv', line: 7, reason: 'no date\0' });
    await now.feed.send(oddsChange(30, 23_500));
    await now.settled();
    expect(await rows('select source, line, reason from odds.quarantine order by id')).toEqual([
      {
        source: 'odds-change of live at 20',
        line: null,
        reason: expect.stringContaining('odds NaN'),
      },
      { source: 'odds-change of live at 20', line: null, reason: 'no fixture "m9" is known' },
      { source: 'alive of  at 21', line: null, reason: 'the producer is missing' },
      { source: 'undefined of undefined at undefined', line: null, reason: expect.anything() },
      { source: 'file.csv', line: 7, reason: 'no date\uFFFD' },
    ]);
    expect(now.told.slice(-2)).toEqual(['m1/1x2 v3 suspended', 'm1/1x2 v4 active']);
    expect(now.service.metrics().feeds.scripted?.quarantined).toBe(5);
  });

  it('batches what arrives while a batch is written', async () => {
    await open();
    const before = now.service.metrics().writer.batches;
    const prices = Array.from({ length: 200 }, (_, index) =>
      oddsChange(20 + index, 20_100 + index),
    );
    await Promise.all(prices.map((message) => now.feed.send(message)));
    await now.settled();
    const { batches, batchSizeMax } = now.service.metrics().writer;
    expect(batches - before).toBeLessThan(5);
    expect(batchSizeMax).toBeGreaterThan(50);
    expect(now.told.at(-1)).toBe('m1/1x2 v202 active');
    expect(await rows('select count(*)::int as postings from odds.line_posting')).toEqual([
      { postings: 202 },
    ]);
  });

  it('is made to wait when the queue is full', async () => {
    now = serviceUnderTest(pool, { waitingMax: 3, batchMax: 2 });
    await now.service.start();
    await open();
    now.failBetting(1);
    let taken = 0;
    const all = Array.from({ length: 12 }, (_, index) =>
      now.feed.send(oddsChange(20 + index, 21_000 + index)).then(() => {
        taken += 1;
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(taken).toBeLessThan(8);
    await now.clock.advance(1_000);
    await Promise.all(all);
    await now.settled();
    expect(now.told.at(-1)).toBe('m1/1x2 v14 active');
  });

  it('cannot run twice at once', async () => {
    await open();
    await expect(now.service.runFeed(now.feed)).rejects.toThrow('runs already');
  });
});

describe('silence', () => {
  it('suspends a producer, asks it anew, and reopens with the answer', async () => {
    await open();
    await now.feed.send(alive(15));
    await now.clock.advance(19_000);
    await now.feed.send(alive(16));
    await now.settled();
    await now.clock.advance(19_999);
    await now.settled();
    expect(await statusOf()).toBe('active');
    await now.clock.advance(1);
    await now.settled();
    expect(await statusOf()).toBe('suspended');
    expect(now.told.at(-1)).toBe('m1/1x2 v3 suspended');
    expect(now.feed.recoveries.at(-1)).toEqual({ requestId: 'request-2', sinceMs: 16 });
    await now.feed.answer(30, oddsChange(2));
    await now.settled();
    expect(await statusOf()).toBe('active');
    expect(now.service.metrics().feeds.scripted?.silences).toBe(1);
  });

  it('of a recovery makes it repeat with pauses that double', async () => {
    await now.service.runFeed(now.feed);
    const asked: number[] = [];
    for (let seconds = 0; seconds < 300; seconds += 1) {
      await now.settled();
      if (now.feed.recoveries.length > asked.length) asked.push(seconds);
      await now.clock.advance(1_000);
    }
    expect(asked).toEqual([0, 61, 123, 187, 255]);
    expect(new Set(now.feed.recoveries.map(({ sinceMs }) => sinceMs))).toEqual(new Set([null]));
  });

  it('announced by the producer suspends at once, and ends with its word', async () => {
    await open();
    await now.feed.send(alive(20, false));
    await now.settled();
    expect(await statusOf()).toBe('suspended');
    expect(now.feed.recoveries).toHaveLength(1);
    await now.feed.send(alive(21));
    await now.settled();
    expect(now.feed.recoveries).toHaveLength(2);
    await now.feed.answer(22);
    await now.settled();
    expect(await statusOf()).toBe('suspended');
    await now.feed.send(oddsChange(23));
    await now.settled();
    expect(await statusOf()).toBe('active');
  });
});

describe('results', () => {
  it('go to betting after the market, once, and are noted as delivered', async () => {
    await open();
    await now.feed.send(settlement(20, 'home', 1), settlement(21, 'home'), settlement(21, 'home'));
    await now.feed.send(rollback(22), settlement(23, 'draw'), betCancel(24));
    await now.settled();
    const results = now.told.filter((line) => / r\d/.test(line));
    expect(results).toEqual([
      'm1/1x2 r1 settled',
      'm1/1x2 r2 rolled-back',
      'm1/1x2 r3 settled',
      'm1/1x2 r4 cancelled',
    ]);
    expect(
      await rows(`select kind, certainty, producer, delivered_at is not null as delivered
                    from odds.market_result order by result_version`),
    ).toEqual([
      { kind: 'settled', certainty: 2, producer: 'scripted/live', delivered: true },
      { kind: 'rolled-back', certainty: null, producer: 'scripted/live', delivered: true },
      { kind: 'settled', certainty: 2, producer: 'scripted/live', delivered: true },
      { kind: 'cancelled', certainty: null, producer: 'scripted/live', delivered: true },
    ]);
  });

  it('wait while betting is away, and nothing overtakes them', async () => {
    await open();
    now.told.length = 0;
    now.updates.length = 0;
    now.failBetting(3);
    await now.feed.send(settlement(20, 'home'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await now.feed.send(oddsChange(21, 18_000, 'active', overUnder));
    expect(now.told).toEqual([]);
    expect(now.updates).toEqual([]);
    await now.clock.advance(10_000);
    await now.settled();
    expect(now.told).toEqual([
      'm1/1x2 v3 settled',
      'm1/1x2 r1 settled',
      'm1/totals/total=2.5 v1 active',
    ]);
  });
});

it('waits for a database that is away, and loses nothing', async () => {
  await open();
  await pool.query('alter table odds.market rename to market_away');
  await now.feed.send(oddsChange(20, 23_500));
  await new Promise((resolve) => setTimeout(resolve, 20));
  await now.feed.send(oddsChange(21, 24_500));
  expect(now.told.at(-1)).toBe('m1/1x2 v2 active');
  await pool.query('alter table odds.market_away rename to market');
  await now.clock.advance(10_000);
  await now.settled();
  expect(now.told.slice(-2)).toEqual(['m1/1x2 v3 active', 'm1/1x2 v4 active']);
  expect(now.service.metrics().failures).toBeGreaterThan(0);
});

describe('a restart', () => {
  it('suspends everything, tells betting again, and recovers from the last alive', async () => {
    await open();
    await now.feed.send(alive(15));
    await now.settled();
    const next = serviceUnderTest(pool);
    await next.service.start();
    expect(next.told).toEqual(['m1/1x2 v3 suspended']);
    await next.service.runFeed(next.feed);
    await next.settled();
    expect(next.feed.recoveries).toEqual([{ requestId: 'request-1', sinceMs: 15 }]);
    await next.feed.answer(20, oddsChange(2));
    await next.settled();
    expect(next.told.at(-1)).toBe('m1/1x2 v4 active');
    await next.service.stop();
  });

  it('delivers the results that betting had not taken', async () => {
    await open();
    now.failBetting(Number.POSITIVE_INFINITY);
    await now.feed.send(settlement(20, 'home'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await now.service.stop();
    const next = serviceUnderTest(pool);
    await next.service.start();
    expect(next.told).toEqual(['m1/1x2 v3 settled', 'm1/1x2 r1 settled']);
    await next.service.stop();
    const third = serviceUnderTest(pool);
    await third.service.start();
    expect(third.told).toEqual(['m1/1x2 v3 settled']);
    await third.service.stop();
  });

  it('gives the feed what it asked to remember', async () => {
    await open();
    await now.feed.context().remember({ seed: 'a\0', day: 3 });
    await now.service.stop();
    const next = serviceUnderTest(pool);
    await next.service.runFeed(next.feed);
    expect(next.feed.context().memory).toEqual({ seed: 'a\0', day: 3 });
    await next.service.stop();
  });
});

describe('the end', () => {
  it('of a feed suspends its markets', async () => {
    await now.service.runFeed(now.feed).then(async (run) => {
      await now.settled();
      await now.feed.answer(10, fixtureChange(1), oddsChange(2));
      now.feed.finish();
      await run.finished;
    });
    expect(await statusOf()).toBe('suspended');
    expect(now.told.at(-1)).toBe('m1/1x2 v3 suspended');
    await now.service.runFeed(now.feed);
  });

  it('of a feed that breaks down is told', async () => {
    const run = await now.service.runFeed(now.feed);
    now.feed.breakDown(new Error('the line is dead'));
    await expect(run.finished).rejects.toThrow('the line is dead');
  });

  it('of a fixture: it leaves the lobby, and can still be read and corrected', async () => {
    await open();
    await now.feed.send(fixtureChange(20, 'ended'), settlement(21, 'home'));
    await now.settled();
    await now.clock.advance(19_000);
    await now.feed.send(alive(30));
    await now.settled();
    await now.clock.advance(19_000);
    await now.feed.send(alive(31));
    await now.settled();
    expect((await now.service.operations.fixtures({})).fixtures).toHaveLength(1);
    await now.feed.send(alive(32));
    await now.settled();
    await now.clock.advance(19_000);
    await now.feed.send(alive(33));
    await now.clock.advance(4_000);
    await now.settled();
    expect((await now.service.operations.fixtures({})).fixtures).toEqual([]);
    expect(now.updates.at(-1)).toMatchObject({ fixtureId: 'm1', summary: null });
    expect(now.service.metrics().fixtures).toBe(0);
    const read = await now.service.operations.fixture('m1');
    expect(read?.markets[0]).toMatchObject({ status: 'settled' });
    expect(read?.markets[0]?.outcomes[0]).toMatchObject({ id: 'home', result: 'won' });
    await now.feed.send(settlement(41, 'draw'));
    await now.settled();
    expect(now.told.slice(-2)).toEqual(['m1/1x2 v5 settled', 'm1/1x2 r2 settled']);
    expect((await now.service.operations.fixtures({})).fixtures).toEqual([]);
    expect(await now.service.operations.fixture('m0')).toBeNull();
  });
});
