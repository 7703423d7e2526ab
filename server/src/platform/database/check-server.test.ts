import { createServer } from 'node:net';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkServer } from './check-server.ts';
import { connectionFault } from './connection-fault.ts';
import { createPool } from './pool.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase('empty');
});

afterAll(() => database.drop());

const check = async (url: string): Promise<string> => {
  const pool = createPool(url, { applicationName: 'check', connectTimeoutMs: 300 });
  try {
    return await checkServer(pool);
  } finally {
    await pool.end();
  }
};

const changed = (change: (url: URL) => void): string => {
  const url = new URL(database.url);
  change(url);
  return url.href;
};

test('a good server tells its version', async () => {
  expect(await check(database.url)).toMatch(/^\d\d\.\d+/);
});

test.each(['mysql://localhost/x', 'localhost:5432', '', 'postgres://a:b@c:port/x'])(
  '%j is no PostgreSQL address',
  (url) => {
    expect(() => createPool(url, { applicationName: 'check' })).toThrow(
      expect.objectContaining({ code: 'database-url-invalid' }),
    );
  },
);

test('a wrong password is named but not shown', async () => {
  const wrong = check(changed((url) => (url.password = 'hunter2')));
  await expect(wrong).rejects.toMatchObject({ code: 'database-login-refused' });
  await expect(wrong).rejects.toThrow(/refused the password of user winnex/);
  await expect(wrong).rejects.not.toThrow(/hunter2/);
});

test('a missing password', () => {
  // What pg says when the server asks and there is nothing to answer with.
  const error = new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string');
  const fault = connectionFault(error, { host: 'db:5432', user: 'ann', database: 'book' });
  expect(fault).toMatchObject({ code: 'database-login-refused', retryable: false });
});

test('a database that does not exist', async () => {
  const missing = check(changed((url) => (url.pathname = '/nowhere')));
  await expect(missing).rejects.toMatchObject({ code: 'database-not-found' });
});

test('a port where nothing listens', async () => {
  const refused = check(changed((url) => (url.port = '1')));
  await expect(refused).rejects.toMatchObject({ code: 'database-unreachable', retryable: true });
  await expect(refused).rejects.toThrow(/nothing listens there/);
});

test('a host that does not answer', async () => {
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as { port: number };
  const mute = check(changed((url) => (url.port = String(port))));
  await expect(mute).rejects.toThrow(/no answer in time/);
  silent.close();
});

test('a host name that nobody knows', async () => {
  const lost = check(changed((url) => (url.hostname = 'nowhere.invalid')));
  await expect(lost).rejects.toMatchObject({ code: 'database-unreachable' });
});

test('a user who may not create schemas, and a read-only session', async () => {
  const name = new URL(database.url).pathname.slice(1);
  const guest = `${name}_guest`;
  await database.pool.query(`create role ${guest} login password 'guest'`);
  const asGuest = check(
    changed((url) => Object.assign(url, { username: guest, password: 'guest' })),
  );
  await expect(asGuest).rejects.toThrow(/GRANT CREATE/);
  await database.pool.query(`alter database ${name} set default_transaction_read_only = on`);
  await expect(check(database.url)).rejects.toThrow(/read-only/);
  await database.pool.query(`drop role ${guest}`);
});

test('an old server, as its answer would be', async () => {
  // No PostgreSQL 14 is at hand; the sentence is made from the row it would send.
  const row = { version: '14.9', version_number: 140_009, encoding: 'UTF8' };
  const pool = {
    options: { connectionString: 'postgres://u:p@db.example/winnex' },
    query: async () => ({ rows: [row] }),
  } as unknown as Pool;
  await expect(checkServer(pool)).rejects.toThrow(
    'PostgreSQL at db.example:5432 is version 14.9 and Winnex needs 15 or newer',
  );
});
