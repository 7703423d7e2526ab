import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { virtualClock } from '../../../platform/adapters/simulated/clock.ts';
import { seededIds } from '../../../platform/adapters/simulated/ids.ts';
import { seededRandom } from '../../../platform/adapters/simulated/random.ts';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../../platform/database/testing/test-database.ts';
import { silentLogger } from '../../../platform/telemetry/logger.ts';
import {
  browser,
  registration,
  startMs,
  testSettings,
  userTestBed,
} from '../testing/user-test-bed.ts';
import { signingKeys } from './signing-keys.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.pool.query('delete from users.signing_key'));

const day = 86_400_000;
const kidOf = (token: string): string =>
  JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()).kid;

async function token(bed: ReturnType<typeof userTestBed>): Promise<string> {
  return (await bed.operations.register(registration(), browser)).accessToken;
}

it('processes that start at once agree on one key', async () => {
  const clock = virtualClock(startMs);
  const processes = Array.from({ length: 8 }, (_, seed) =>
    signingKeys({
      pool: database.pool,
      clock,
      ids: seededIds(clock, seed),
      random: seededRandom(seed),
      logger: silentLogger,
      settings: testSettings.tokens,
    }),
  );
  // Connections are opened first, so that the eight really meet.
  await Promise.all(processes.map(() => database.pool.query('select pg_sleep(0.02)')));
  const keys = await Promise.all(processes.map((process) => process.current()));
  expect(new Set(keys.map(({ kid }) => kid)).size).toBe(1);
});

it('what one process signs every other takes', async () => {
  const clock = virtualClock(startMs);
  const beds = Array.from({ length: 4 }, () => userTestBed(database.pool, {}, clock));
  const tokens = await Promise.all(beds.map(token));
  for (const bed of beds) {
    for (const each of tokens) expect(await bed.operations.verifyAccessToken(each)).not.toBeNull();
  }
});

it('a key outlives a restart and is replaced in time; what it signed stays good', async () => {
  const clock = virtualClock(startMs);
  const first = await token(userTestBed(database.pool, {}, clock));
  await clock.advance(90 * day - 1_000);
  const bed = userTestBed(database.pool, {}, clock);
  const last = await token(bed);
  expect(kidOf(last)).toBe(kidOf(first));
  await clock.advance(1_000);
  const next = await token(bed);
  expect(kidOf(next)).not.toBe(kidOf(first));
  expect(await bed.operations.verifyAccessToken(last)).not.toBeNull();
  const other = userTestBed(database.pool, {}, clock).operations;
  expect(await other.verifyAccessToken(last)).not.toBeNull();
  expect(await other.verifyAccessToken(next)).not.toBeNull();
});

it('a key that another process has just made is found', async () => {
  const clock = virtualClock(startMs);
  const [old, young] = [0, 1].map(() => userTestBed(database.pool, {}, clock));
  await token(old!);
  await clock.advance(90 * day);
  const made = await token(young!);
  expect(await old!.operations.verifyAccessToken(made)).not.toBeNull();
});

it('with a secret the private key is sealed, and another secret signs with a new one', async () => {
  const clock = virtualClock(startMs);
  const sealed = userTestBed(database.pool, { keySecret: 'one secret' }, clock);
  const first = await token(sealed);
  const again = await token(userTestBed(database.pool, { keySecret: 'one secret' }, clock));
  expect(kidOf(again)).toBe(kidOf(first));
  const { rows } = await database.pool.query(`select private_key, sealed from users.signing_key`);
  expect(rows).toEqual([{ sealed: true, private_key: expect.any(Buffer) }]);
  expect(rows[0].private_key).toHaveLength(12 + 16 + 32);

  for (const keySecret of ['another secret', null]) {
    const bed = userTestBed(database.pool, { keySecret }, clock);
    expect(kidOf(await token(bed))).not.toBe(kidOf(first));
    expect(await bed.operations.verifyAccessToken(first)).not.toBeNull();
  }
});
