import type { PoolClient } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { postgresEventLog } from '../../../platform/adapters/postgres/event-log.ts';
import { postgresEventWaker } from '../../../platform/adapters/postgres/event-waker.ts';
import { systemClock } from '../../../platform/adapters/system/clock.ts';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../../platform/database/testing/test-database.ts';
import { silentLogger } from '../../../platform/telemetry/logger.ts';
import { customer, market, openBook, result, single } from '../testing/book.ts';
import { followBets } from './follow-bets.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const openLog = () =>
  postgresEventLog({
    pool: database.pool,
    schema: 'betting',
    clock: systemClock(),
    logger: silentLogger,
    settings: { pollMs: 20, takeOverMs: 20, pageSize: 7 },
  });

/** A transaction that has its number, and so its place among the others, from here on. */
async function begin(): Promise<PoolClient> {
  const client = await database.pool.connect();
  await client.query('begin');
  await client.query('select pg_current_xact_id()');
  return client;
}

async function end(client: PoolClient, how: 'commit' | 'rollback' = 'commit'): Promise<void> {
  await client.query(how);
  client.release();
}

const uuid = (digit: number) => `00000000-0000-7000-8000-00000000000${digit}`;
const insert = (client: Pick<PoolClient, 'query'>, bet: number, sequence: number) =>
  client.query(
    `insert into betting.bet_event
       (bet_id, sequence, type, schema_version, payload, recorded_at, hash)
     values ($1, $2, 'planted', 1, '{}', now(), '')`,
    [uuid(bet), sequence],
  );

/** Everything told to a consumer of that name about planted bets: `bet sequence`. */
function listen(consumer: string) {
  const log = openLog();
  const told: string[] = [];
  log.subscribe(consumer, ({ streamId, sequence, type }) => {
    if (type === 'planted') told.push(`${Number(streamId.at(-1))} ${sequence}`);
  });
  return { told, close: () => log.close() };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('a bet is told from placement to settlement, as events of the domain', async () => {
  const log = openLog();
  const told: unknown[] = [];
  followBets(log, 'story', ({ betId, sequence, event }) => {
    told.push([betId, sequence, event.type]);
  });
  const book = openBook(database.pool);
  await book.operations.applyMarkets([market('f1')]);
  const caller = await customer(book, 10_000n);
  const { id } = await book.operations.placeBet(caller, 'k1', single('f1', 500n));
  await book.operations.applyResults([result('f1', 1, 'home')]);
  await book.operations.applyResults([result('f1', 2, null)]);
  await vi.waitFor(() =>
    expect(told).toEqual([
      [id, 1, 'bet-accepted'],
      [id, 2, 'bet-settled'],
      [id, 3, 'bet-reopened'],
    ]),
  );
  await log.close();
});

test('a transaction that commits late is not skipped, though many came and went', async () => {
  const { told, close } = listen('late');
  const late = await begin();
  await insert(late, 1, 1);
  await insert(database.pool, 2, 1);
  await insert(database.pool, 2, 2);
  const quick = await begin();
  await insert(quick, 3, 1);
  await end(quick);
  await pause(80);
  expect(told).toEqual([]);
  await end(late);
  await vi.waitFor(() => expect(told).toEqual(['1 1', '2 1', '2 2', '3 1']));
  await close();
});

test('what was rolled back leaves a gap that stops nobody', async () => {
  const { told, close } = listen('gap');
  const undone = await begin();
  await insert(undone, 4, 1);
  await insert(database.pool, 5, 1);
  await end(undone, 'rollback');
  await vi.waitFor(() => expect(told).toContain('5 1'));
  expect(told).not.toContain('4 1');
  await close();
});

test('a bet keeps its order when the later event is written by the older transaction', async () => {
  const older = await begin();
  const newer = await begin();
  const number = async (client: PoolClient) =>
    (await client.query('select pg_current_xact_id()::text::bigint as id')).rows[0].id as bigint;
  expect(await number(older)).toBeLessThan(await number(newer));
  await insert(newer, 6, 1);
  await end(newer);
  await insert(older, 6, 2);
  await end(older);
  const { told, close } = listen('order');
  await vi.waitFor(() => expect(told).toContain('6 2'));
  expect(told.filter((entry) => entry.startsWith('6'))).toEqual(['6 1', '6 2']);
  await close();
});

test('writers at random, committing in any order: every event once, every bet in order', async () => {
  const { told, close } = listen('random');
  const next = new Map<number, number>();
  let seed = 12_345;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const expected: string[] = [];
  for (let round = 0; round < 30; round += 1) {
    const open = await Promise.all([begin(), begin(), begin()]);
    const locked = new Map<PoolClient, number>();
    while (open.length > 0) {
      const at = random(open.length);
      const client = open[at]!;
      if (locked.has(client)) {
        await end(client);
        locked.delete(client);
        open.splice(at, 1);
        continue;
      }
      // A bet is written by one transaction at a time, as its row's lock has it.
      const free = [7, 8, 9].filter((bet) => ![...locked.values()].includes(bet));
      const bet = free[random(free.length)]!;
      locked.set(client, bet);
      for (let count = random(3); count > 0; count -= 1) {
        const sequence = (next.get(bet) ?? 0) + 1;
        await insert(client, bet, sequence);
        next.set(bet, sequence);
        expected.push(`${bet} ${sequence}`);
      }
    }
  }
  const mine = () => told.filter((entry) => ['7', '8', '9'].includes(entry.charAt(0)));
  await vi.waitFor(() => expect(mine()).toHaveLength(expected.length), 5_000);
  for (const bet of [7, 8, 9]) {
    const sequences = mine()
      .filter((entry) => entry.startsWith(`${bet} `))
      .map((entry) => Number(entry.slice(2)));
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  }
  await close();
});

test('a dump restored on another server is refused, then renumbered: nothing is lost', async () => {
  const restored = await createTestDatabase();
  const open = (warn: (fields: object) => void = () => undefined) =>
    postgresEventLog({
      pool: restored.pool,
      schema: 'betting',
      clock: systemClock(),
      logger: { ...silentLogger, warn },
      settings: { pollMs: 20, retryMs: [5, 20] },
    });
  // Written on the other server, whose numbers were far ahead; then one event on this one.
  for (const [bet, horizon] of [
    [1, 900],
    [2, 800],
    [3, 1_000],
  ] as const) {
    await restored.pool.query(
      `insert into betting.bet_event
         (bet_id, sequence, type, schema_version, payload, recorded_at, hash, horizon)
       values ($1, 1, 'planted', 1, '{}', now(), '', $2::bigint + 1000000000)`,
      [uuid(bet), horizon],
    );
  }
  await restored.pool.query(
    `insert into betting.event_consumer (name, horizon, position)
     select 'known', horizon, position from betting.bet_event where bet_id = $1`,
    [uuid(1)],
  );
  await insert(restored.pool, 3, 2);

  const faults: unknown[] = [];
  const told = new Map<string, string[]>([
    ['known', []],
    ['fresh', []],
  ]);
  const log = open((fields) => faults.push((fields as { err: unknown }).err));
  for (const [name, list] of told) {
    log.subscribe(name, (event) => void list.push(`${event.streamId.at(-1)} ${event.sequence}`));
  }
  await vi.waitFor(() => expect(faults.length).toBeGreaterThan(1));
  expect(String(faults[0])).toContain('select betting.renumber_event_log()');
  const { rows } = await restored.pool.query('select betting.renumber_event_log() as count');
  expect(rows).toEqual([{ count: 4n }]);
  await vi.waitFor(() => expect(told.get('fresh')).toEqual(['1 1', '2 1', '3 1', '3 2']));
  // It had seen bets 2 and 1; what it had not seen comes, and it may repeat nothing before that.
  await vi.waitFor(() => expect(told.get('known')).toEqual(['3 1', '3 2']));
  await expect(restored.pool.query('update betting.bet_event set sequence = 9')).rejects.toThrow(
    'never changed',
  );
  await log.close();
  await restored.drop();
});

test('a wake after the commit is enough to be told at once', async () => {
  const log = postgresEventLog({
    pool: database.pool,
    schema: 'betting',
    clock: systemClock(),
    logger: silentLogger,
    settings: { pollMs: 60_000 },
  });
  let told = 0;
  log.subscribe('woken', () => {
    told += 1;
  });
  const { rows } = await database.pool.query('select count(*) as count from betting.bet_event');
  const before = Number(rows[0].count);
  await vi.waitFor(() => expect(told).toBe(before));
  await insert(database.pool, 0, 1);
  postgresEventWaker(database.pool, 'betting', silentLogger).wake();
  await vi.waitFor(() => expect(told).toBe(before + 1));
  // Nobody calls when a transaction ends that had no events and held others back.
  const late = await begin();
  await insert(database.pool, 0, 2);
  postgresEventWaker(database.pool, 'betting', silentLogger).wake();
  await pause(80);
  expect(told).toBe(before + 1);
  await end(late);
  await vi.waitFor(() => expect(told).toBe(before + 2));
  await log.close();
});
