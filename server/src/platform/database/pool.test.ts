import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { classifyDatabaseError } from './database-error.ts';
import { createPool, transaction } from './pool.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase('empty');
  await database.pool.query(`
    create table account (id int primary key, balance int8 not null check (balance >= 0));
    insert into account values (1, 100), (2, 100)`);
});

afterAll(() => database.drop());

const pidOf = async (client: { query: TestDatabase['pool']['query'] }): Promise<number> =>
  (await client.query('select pg_backend_pid() as pid')).rows[0].pid;

const kill = (pid: number) => database.pool.query('select pg_terminate_backend($1)', [pid]);

const balance = async (id: number): Promise<bigint> =>
  (await database.pool.query('select balance from account where id = $1', [id])).rows[0].balance;

const caught = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => {
      throw new Error('it did not fail');
    },
    (error: unknown) => error,
  );

describe('values', () => {
  test('arrive exactly', async () => {
    const { rows } = await database.pool.query(
      `select 9007199254740993::int8 as big, '{1,NULL,-3}'::int8[] as bigs, '{}'::int8[] as none,
              1.10::numeric as price, '2024-02-29'::date as day, '{"a":[1]}'::jsonb as json,
              '2024-02-29T12:00:00.123Z'::timestamptz as at, 7::int4 as small, $1::int8 as sent`,
      [-9223372036854775808n],
    );
    expect(rows[0]).toEqual({
      big: 9007199254740993n,
      bigs: [1n, null, -3n],
      none: [],
      price: '1.10',
      day: '2024-02-29',
      json: { a: [1] },
      at: new Date('2024-02-29T12:00:00.123Z'),
      small: 7,
      sent: -9223372036854775808n,
    });
  });
});

describe('transaction', () => {
  test('commits what resolves and rolls back what rejects', async () => {
    const { pool } = database;
    await transaction(pool, (c) => c.query('update account set balance = 90 where id = 1'));
    const reason = new Error('no');
    const failed = transaction(pool, async (c) => {
      await c.query('update account set balance = 0 where id = 1');
      throw reason;
    });
    expect(await caught(failed)).toBe(reason);
    expect(await balance(1)).toBe(90n);
  });

  test('a hidden error does not look like success', async () => {
    const hidden = transaction(database.pool, async (client) => {
      await client.query('update account set balance = 1 where id = 1');
      await client.query('select 1/0').catch(() => {});
    });
    expect(await caught(hidden)).toMatchObject({ code: 'transaction-aborted' });
    expect(await balance(1)).toBe(90n);
  });

  test('a connection lost before the commit was surely not committed', async () => {
    const lost = transaction(database.pool, async (client) => {
      await client.query('update account set balance = 2 where id = 1');
      await kill(await pidOf(client));
      await client.query('select 1');
    });
    const error = await caught(lost);
    expect(error).toMatchObject({ code: 'connection-lost', retryable: true });
    expect(classifyDatabaseError(error)).toBe('retryable');
    expect(await balance(1)).toBe(90n);
  });

  test('a connection lost while committing is an unknown outcome', async () => {
    // The deferred trigger keeps the commit under way for as long as it takes to kill its backend.
    await database.pool.query(`
      create table slow (id int);
      create function wait() returns trigger language plpgsql as
        $$ begin perform pg_sleep(20); return null; end $$;
      create constraint trigger slow_commit after insert on slow
        deferrable initially deferred for each row execute function wait()`);
    let pid = 0;
    const lost = caught(
      transaction(database.pool, async (client) => {
        await client.query('insert into slow values (1)');
        pid = await pidOf(client);
      }),
    );
    const isCommitting = async () =>
      (
        await database.pool.query(
          `select 1 from pg_stat_activity where query = 'commit'
        and state = 'active' and pid = $1`,
          [pid],
        )
      ).rowCount === 1;
    await expect.poll(isCommitting, { interval: 10 }).toBe(true);
    await kill(pid);
    const error = await lost;
    expect(error).toMatchObject({ code: 'commit-outcome-unknown', retryable: false });
    expect(classifyDatabaseError(error)).toBe('unknown-outcome');
  });

  test('a conflict is run again only when asked for, and only so often', async () => {
    const race = (attemptsMax: number) => {
      let attempts = 0;
      const work = transaction(
        database.pool,
        async (client) => {
          attempts += 1;
          await client.query('select sum(balance) from account');
          if (attempts < 3) await database.pool.query('update account set balance = balance + 1');
          await client.query('update account set balance = balance + 1 where id = 2');
          return attempts;
        },
        { isolation: 'repeatable read', attemptsMax },
      );
      return work;
    };
    const refused = await caught(race(1));
    expect(refused).toMatchObject({ code: '40001' });
    expect(classifyDatabaseError(refused)).toBe('retryable');
    expect(await caught(race(2))).toMatchObject({ code: '40001' });
    expect(await race(3)).toBe(3);
  });

  test('the pool goes on after its connections were killed', async () => {
    const pool = createPool(database.url, { applicationName: 'victim', connectionsMax: 1 });
    await kill(await pidOf(pool));
    await expect.poll(() => pool.totalCount).toBe(0);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });

  test('a statement that takes too long is ended', async () => {
    const options = { applicationName: 'hasty', statementTimeoutMs: 20 };
    const pool = createPool(database.url, options);
    const error = await caught(pool.query('select pg_sleep(10)'));
    expect(classifyDatabaseError(error)).toBe('retryable');
    await pool.end();
  });
});

describe('classifyDatabaseError', () => {
  test('a constraint', async () => {
    const update = 'update account set balance = -1 where id = 1';
    const error = await caught(database.pool.query(update));
    expect(classifyDatabaseError(error)).toBe('constraint');
  });

  test('a lone statement whose connection was killed', async () => {
    const client = await database.pool.connect();
    client.on('error', () => {});
    const pid = await pidOf(client);
    const lost = caught(client.query('select pg_sleep(20)'));
    await kill(pid);
    expect(classifyDatabaseError(await lost)).toBe('unknown-outcome');
    client.release(true);
  });

  test.each([
    [{ code: '40P01' }, 'retryable'],
    [{ code: '53300' }, 'retryable'],
    [{ code: '42601' }, 'other'],
    [Object.assign(new Error(), { code: 'ECONNREFUSED' }), 'retryable'],
    [Object.assign(new Error(), { code: 'ECONNRESET' }), 'unknown-outcome'],
    [new Error('Connection terminated unexpectedly'), 'unknown-outcome'],
    [new Error('timeout exceeded when trying to connect'), 'retryable'],
    [new TypeError('x is not a function'), 'other'],
    [null, 'other'],
  ])('%j', (error, kind) => {
    expect(classifyDatabaseError(error)).toBe(kind);
  });
});
