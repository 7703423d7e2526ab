import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../server/src/platform/database/testing/test-database.ts';
import { register } from './testing/api-client.ts';
import { nextMarket, singleOn } from './testing/match-bet.ts';
import { runProgram } from './testing/program.ts';
import { startBook } from './testing/running-book.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase('empty');
});
afterAll(() => database?.drop());

test('the book runs on a PostgreSQL of the user, and leaves it running', async () => {
  const env = { DATABASE_URL: database.url };
  const migrated = await runProgram(['migrate'], { env });
  expect(migrated).toMatchObject({ code: 0, stderr: '' });
  expect(migrated.stdout).toMatch(/^(applied \w+\/\d{4}-[\w-]+\n)+$/);
  expect((await runProgram(['migrate'], { env })).stdout).toBe('The database is up to date.\n');

  const book = await startBook({ databaseUrl: database.url });
  expect(book.program.stdout()).toContain('of DATABASE_URL');
  const bettor = await register(book.api);
  await bettor.deposit('1000');
  const request = singleOn(await nextMarket(book.api, 5_000), 'home', '100');
  expect((await bettor.place(request)).body.status).toBe('ACCEPTED');
  expect(await book.stop()).toMatchObject({ code: 0, stderr: '' });

  const audit = await runProgram(['audit', '--json'], { env });
  expect(audit).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(audit.stdout)).toMatchObject({ ok: true });
  expect((await database.pool.query('select count(*) from betting.bet')).rows).toHaveLength(1);
});

test.each([
  [
    'that is not one',
    () => 'mysql://a:hush@db/winnex',
    'DATABASE_URL is not a PostgreSQL address: ',
  ],
  ['with a broken escape', () => 'postgres://%zz:hush@db/x', 'DATABASE_URL is not a PostgreSQL '],
  [
    'that nobody listens to',
    () => 'postgres://a:hush@127.0.0.1:1/winnex',
    'PostgreSQL at 127.0.0.1:1 cannot be reached (nothing listens there): ',
  ],
  ['with a wrong password', () => changed({ password: 'hush' }), 'refused the password of user '],
  ['of a database that is not there', () => changed({ pathname: '/nowhere' }), 'has no database '],
])('DATABASE_URL %s is refused in a sentence', async (_case, url, message) => {
  const { code, stdout, stderr } = await runProgram(['audit'], { env: { DATABASE_URL: url() } });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^winnex: .+\n$/);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('hush');
});

/** The address of the test server with one part changed. */
const changed = (part: { readonly password?: string; readonly pathname?: string }): string =>
  Object.assign(new URL(inject('testServer').adminUrl), part).href;
