import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transaction } from '../../../platform/database/pool.ts';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../../platform/database/testing/test-database.ts';
import { auditBets } from '../audit.ts';
import { parseState } from '../store/bets.ts';
import { balance, customer, market, openBook, result, single } from '../testing/book.ts';
import { jsonDifferences } from './json-differences.ts';
import { rebuiltBet, rebuiltColumns } from './rebuilt-rows.ts';
import { replayBets } from './replay-bets.ts';

let database: TestDatabase;
let settled: string;
let open: string;
let customerId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const book = openBook(database.pool);
  await book.operations.applyMarkets([market('f1'), market('f2')]);
  const caller = await customer(book, 10_000n);
  customerId = caller.userId;
  settled = (await book.operations.placeBet(caller, 'settled', single('f1', 500n))).id;
  open = (await book.operations.placeBet(caller, 'open', single('f2', 700n))).id;
  await book.operations.placeBet(caller, 'refused', single('f9', 700n));
  await book.operations.applyResults([result('f1', 1, 'home')]);
});
afterAll(() => database.drop());

const replay = (repair = false, pageSize = 2) =>
  replayBets(database.pool, { repair, pageSize, differencesMax: 20, onProgress: () => undefined });

/** As a superuser would, past every guard. */
const plant = (sql: string) =>
  transaction(database.pool, async (client) => {
    await client.query('set local session_replication_role = replica');
    await client.query(sql);
  });

const agreed = { bets: 3, events: 4, differing: 0, differences: [], repaired: 0, strayLegs: 0 };

describe('replaying the bets', () => {
  test.each([1, 2, 3, 100])('finds nothing in an untouched book, by pages of %i', async (size) => {
    const pages: number[] = [];
    const report = await replayBets(database.pool, {
      repair: false,
      pageSize: size,
      differencesMax: 20,
      onProgress: ({ bets }) => pages.push(bets),
    });
    expect(report).toEqual(agreed);
    expect(pages.at(-1)).toBe(3);
  });

  test.each([
    ['paid_minor', () => `paid_minor = paid_minor + 1`, '1001', '1000'],
    ['stake_minor', () => `stake_minor = 9007199254740993`, '9007199254740993', '500'],
    ['status', () => `status = 'ACCEPTED'`, '"ACCEPTED"', '"SETTLED"'],
    ['sequence', () => 'sequence = 1', '1', '2'],
    ['currency', () => `currency = 'USD'`, '"USD"', '"EUR"'],
    ['idempotency_key', () => `idempotency_key = 'k'`, '"k"', '"settled"'],
    ['customer_id', () => `customer_id = id`, /^"/, /^"/],
    ['request_hash', () => `request_hash = '\\xff'`, '"\\\\xff"', /^"\\\\x/],
    ['placed_at', () => `placed_at = placed_at + '1 ms'`, /\.001/, /^"2026/],
    ['state.paidMinor', () => set('{paidMinor}', '"7"'), '"7"', '"1000"'],
    ['state.legs.0.odds', () => set('{legs,0,odds}', '20001'), '20001', '20000'],
    ['state.planted', () => set('{planted}', '1'), '1', null],
    ['state.currency', () => `state = state - 'currency'`, null, '"EUR"'],
  ])('finds and repairs %s', async (where, change, stored, rebuilt) => {
    await plant(`update betting.bet set ${change()} where id = '${settled}'`);
    const found = await replay();
    expect(found).toMatchObject({ differing: 1, repaired: 0 });
    const matching = (value: string | RegExp | null) =>
      value instanceof RegExp ? expect.stringMatching(value) : value;
    expect(found.differences).toEqual([
      { betId: settled, where, stored: matching(stored), rebuilt: matching(rebuilt) },
    ]);
    expect(await replay(true)).toMatchObject({ differing: 1, repaired: 1 });
    expect(await replay()).toEqual(agreed);
  });

  test('finds and repairs a bet whose row is gone', async () => {
    await plant(`delete from betting.bet_leg where bet_id = '${open}'`);
    await plant(`delete from betting.bet where id = '${open}'`);
    expect((await replay()).differences).toEqual([
      { betId: open, where: 'row', stored: null, rebuilt: 'ACCEPTED' },
      { betId: open, where: 'bet_leg 0', stored: null, rebuilt: 'f2/1x2' },
    ]);
    expect(await replay(true)).toMatchObject({ differing: 1, repaired: 1 });
    expect(await replay()).toEqual(agreed);
    const checks = await transaction(database.pool, auditBets);
    expect(checks.filter((check) => !check.ok)).toEqual([]);
  });

  test('finds and repairs legs: a bet that no result would reach', async () => {
    await plant(`delete from betting.bet_leg where bet_id = '${open}'`);
    expect((await replay()).differences).toEqual([
      { betId: open, where: 'bet_leg 0', stored: null, rebuilt: 'f2/1x2' },
    ]);
    expect(await replay(true)).toMatchObject({ repaired: 1 });
    expect(await replay()).toEqual(agreed);
  });

  test('finds and removes rows of legs that no bet has', async () => {
    await plant(`
      insert into betting.bet_leg (market_number, bet_id, leg)
      select m.number, b.id, l.leg
        from betting.market m, betting.bet b, (values (0), (1)) as l (leg)
       where (m.market_id, b.idempotency_key) in (('f1/1x2', 'open'), ('f2/1x2', 'refused'));
      insert into betting.bet_leg values (1, '00000000-0000-7000-8000-000000000000', 0)`);
    expect(await replay()).toEqual({ ...agreed, strayLegs: 5 });
    expect(await replay(true)).toEqual({ ...agreed, strayLegs: 5 });
    expect(await replay()).toEqual(agreed);
  });

  test('a bet that goes on after a repair is settled as ever', async () => {
    await plant(`update betting.bet set state = state - 'legs', sequence = 9 where id = '${open}'`);
    await replay(true);
    const book = openBook(database.pool);
    const before = await balance(database.pool, customerId);
    await book.operations.applyResults([result('f2', 1, 'home')]);
    expect((await balance(database.pool, customerId)) - before).toBe(1_400n);
    await book.operations.applyResults([result('f2', 2, null)]);
    expect(await replay()).toMatchObject({ events: 6, differing: 0 });
  });

  test('what the events cannot give is reported and left alone', async () => {
    await plant(`
      create table betting.kept as select * from betting.bet_event;
      delete from betting.bet_event where bet_id = '${open}' and sequence = 2;
      delete from betting.bet_event where bet_id = '${settled}';
      update betting.bet_event set schema_version = 99
       where type = 'bet-rejected'`);
    const report = await replay(true);
    expect(report).toMatchObject({ differing: 3, repaired: 0 });
    expect(
      report.differences.map(({ where, stored, rebuilt }) => [where, stored, rebuilt]),
    ).toEqual(
      expect.arrayContaining([
        ['events', null, 'event 2 is missing'],
        ['events', 'a row', null],
        ['events', null, expect.stringContaining('bet-rejected version 99')],
      ]),
    );
    await plant(`
      delete from betting.bet_event ;
      insert into betting.bet_event overriding system value select * from betting.kept;
      drop table betting.kept`);
    expect(await replay()).toMatchObject({ differing: 0 });
  });

  test('a column that nobody rebuilds is a difference in every bet', async () => {
    await database.pool.query('alter table betting.bet add column planted integer default 7');
    const report = await replay();
    expect(report.differences.map(({ where, stored }) => [where, stored])).toEqual(
      Array.from({ length: 3 }, () => ['planted', '7']),
    );
    await database.pool.query('alter table betting.bet drop column planted');
  });

  test('the report names no more than it was asked to', async () => {
    await plant('update betting.bet set paid_minor = paid_minor + 1, sequence = 77');
    const report = await replayBets(database.pool, {
      repair: true,
      pageSize: 1,
      differencesMax: 3,
      onProgress: () => undefined,
    });
    expect(report.differences).toHaveLength(3);
    expect(report).toMatchObject({ differing: 3, repaired: 3 });
    expect(await replay()).toMatchObject({ differing: 0 });
  });
});

test('every column of the row is rebuilt', async () => {
  const { rows } = await database.pool.query<{ name: string }>(
    `select column_name as name from information_schema.columns
      where table_schema = 'betting' and table_name = 'bet'`,
  );
  expect([...rebuiltColumns].sort()).toEqual(rows.map(({ name }) => name).sort());
  const { rows: states } = await database.pool.query('select state::text from betting.bet limit 1');
  expect(Object.keys(rebuiltBet(parseState(states[0].state))).sort()).toEqual(
    [...rebuiltColumns].sort(),
  );
});

test.each([
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, []],
  [[1, 2], [1, 3], ['1']],
  [{ a: null }, {}, ['a']],
  [{ a: [] }, { a: {} }, ['a']],
  [{ a: { b: [{ c: 1 }] } }, { a: { b: [{ c: '1' }] } }, ['a.b.0.c']],
  [null, null, []],
])('%j against %j differs at %j', (stored, rebuilt, paths) => {
  expect(jsonDifferences(stored, rebuilt).map(({ path }) => path)).toEqual(paths);
});

function set(path: string, value: string): string {
  return `state = jsonb_set(state, '${path}', '${value}')`;
}
