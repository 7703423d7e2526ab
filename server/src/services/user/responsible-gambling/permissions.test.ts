import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { virtualClock } from '../../../platform/adapters/simulated/clock.ts';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../../platform/database/testing/test-database.ts';
import { browser, callerOf, registration, startMs, userTestBed } from '../testing/user-test-bed.ts';
import { customerPermissions } from './permissions.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A pool that counts queries and hands their answers out when it is told. */
function watched(pool: Pool) {
  const held: (() => void)[] = [];
  const seen = { queries: 0, hold: false, held };
  const query = async (...args: Parameters<Pool['query']>) => {
    seen.queries += 1;
    const answer = await (pool.query as (...args: unknown[]) => Promise<unknown>)(...args);
    if (seen.hold) await new Promise<void>((resolve) => held.push(resolve));
    return answer;
  };
  return { seen, pool: { query } as unknown as Pool };
}

async function customer() {
  const bed = userTestBed(database.pool);
  const { profile } = await bed.operations.register(registration(), browser);
  return callerOf(profile);
}

it('asks once for a whole batch, and not again within a second', async () => {
  const { seen, pool } = watched(database.pool);
  const clock = virtualClock(startMs);
  const permissions = customerPermissions({ pool, clock });
  const people = await Promise.all(Array.from({ length: 5 }, customer));
  const ids = people.map(({ userId }) => userId);
  expect((await permissions.of([...ids, ...ids])).size).toBe(5);
  await clock.advance(999);
  await permissions.of(ids);
  expect(seen.queries).toBe(1);
  await permissions.of([ids[0]!, (await customer()).userId]);
  expect(seen.queries).toBe(2);
  await clock.advance(1);
  await permissions.of(ids);
  expect(seen.queries).toBe(3);
  expect(await permissions.of([])).toEqual(new Map());
  expect(seen.queries).toBe(3);
});

it('keeps nothing that was read while something changed', async () => {
  const { seen, pool } = watched(database.pool);
  const permissions = customerPermissions({ pool, clock: virtualClock(startMs) });
  const { userId } = await customer();
  seen.hold = true;
  const before = permissions.of([userId]);
  while (seen.held.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  await database.pool.query(`update users.account set status = 'closed' where id = $1`, [userId]);
  permissions.forget(userId);
  seen.hold = false;
  seen.held[0]?.();
  expect((await before).get(userId)?.bar).toBeNull();
  expect((await permissions.of([userId])).get(userId)?.bar?.reason).toBe('closed');
});
