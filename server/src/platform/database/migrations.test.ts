import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { servicesWithMigrations } from './migration-files.ts';
import { migrate, migrationStatus } from './migrations.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;
let servicesFolder: string;

beforeAll(async () => {
  database = await createTestDatabase('empty');
});

afterAll(() => database.drop());

beforeEach(() => {
  servicesFolder = mkdtempSync(join(tmpdir(), 'winnex-migrations-'));
  write(
    'payment/migrations/0001-ledger.sql',
    'create schema payment; create table payment.a (id int)',
  );
  write('betting/migrations/0001-bets.sql', 'create table payment.b (id int)');
});

afterEach(async () => {
  rmSync(servicesFolder, { recursive: true });
  await database.pool.query('drop schema if exists winnex, payment, odds cascade');
});

const write = (path: string, sql: string) => {
  mkdirSync(dirname(join(servicesFolder, path)), { recursive: true });
  writeFileSync(join(servicesFolder, path), sql);
};

const run = (services = ['payment', 'betting', 'odds']) =>
  migrate({ pool: database.pool, servicesFolder, services });

const labels = (states: readonly { service: string; number: number }[]) =>
  states.map(({ service, number }) => `${service} ${number}`);

const count = async (table: string): Promise<bigint> =>
  (await database.pool.query(`select count(*) from ${table}`)).rows[0].count;

test('applies in the order of the services, once', async () => {
  expect(labels(await run())).toEqual(['payment 1', 'betting 1']);
  write('payment/migrations/0002-more.sql', 'alter table payment.a add n int');
  expect(labels(await run())).toEqual(['payment 2']);
  const query = vi.spyOn(database.pool, 'query');
  expect(await run()).toEqual([]);
  expect(query).toHaveBeenCalledTimes(1);
});

test('status tells what is pending and changes nothing', async () => {
  const options = { pool: database.pool, servicesFolder, services: ['payment', 'betting'] };
  expect((await migrationStatus(options)).map((state) => state.appliedAt)).toEqual([null, null]);
  await run(['payment']);
  expect((await migrationStatus(options)).map((state) => state.appliedAt !== null)).toEqual([
    true,
    false,
  ]);
});

test('many processes at once apply each file once', async () => {
  const applied = await Promise.all(Array.from({ length: 5 }, () => run()));
  expect(labels(applied.flat()).sort()).toEqual(['betting 1', 'payment 1']);
  expect(await count('winnex.migration')).toBe(2n);
});

test('a failing file leaves nothing of itself and names its line', async () => {
  write('payment/migrations/0002-bad.sql', 'insert into payment.a values (1);\n\nselect nonsense;');
  await expect(run()).rejects.toMatchObject({ code: 'migration-failed' });
  await expect(run()).rejects.toThrow(
    /0002-bad\.sql:3 failed \(column "nonsense" does not exist\)/,
  );
  expect(await count('payment.a')).toBe(0n);
  expect(await count('winnex.migration')).toBe(1n);
});

test('a file must not end its transaction', async () => {
  write('odds/migrations/0001-bold.sql', 'commit; begin;');
  await expect(run()).rejects.toThrow(/ends its own transaction/);
});

test('an edited file is refused, changed line ends are not', async () => {
  write('odds/migrations/0001-board.sql', 'create schema odds;\ncreate table odds.x (id int);\n');
  await run();
  write(
    'odds/migrations/0001-board.sql',
    'create schema odds;\r\ncreate table odds.x (id int);\r\n',
  );
  expect(await run()).toEqual([]);
  write('odds/migrations/0001-board.sql', 'create schema odds; -- better');
  await expect(run()).rejects.toMatchObject({ code: 'migration-edited' });
});

test('a database of a newer version is refused; services not asked for are let be', async () => {
  await run();
  await database.pool.query(`insert into winnex.migration values ('payment', 2, 'later', 'x')`);
  await expect(run()).rejects.toMatchObject({ code: 'migration-unknown' });
  await expect(run()).rejects.toThrow(/payment\/0002-later/);
  expect(await run(['betting'])).toEqual([]);
});

test.each([
  ['0003-gap.sql', /lack number 2/],
  ['0001-twice.sql', /have number 1/],
  ['2-short.sql', /must be named like/],
  ['0002-Upper.sql', /must be named like/],
])('the file name %s is refused', async (name, sentence) => {
  write(`payment/migrations/${name}`, 'select 1');
  await expect(run()).rejects.toMatchObject({ code: 'migration-file-invalid' });
  await expect(run()).rejects.toThrow(sentence);
});

test('a number below one that is applied is refused', async () => {
  await run();
  await database.pool.query(`update winnex.migration set number = 2, name = 'late'`);
  write('payment/migrations/0002-late.sql', 'select 1');
  const rows = `update winnex.migration set checksum = $1 where service = 'payment'`;
  await database.pool.query(rows, [createHash('sha256').update('select 1').digest('hex')]);
  await expect(run(['payment'])).rejects.toThrow(/next free number/);
});

test('services are found by their folders', () => {
  mkdirSync(join(servicesFolder, 'analytics'));
  expect(servicesWithMigrations(servicesFolder)).toEqual(['betting', 'payment']);
});
