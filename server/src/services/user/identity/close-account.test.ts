import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../../platform/database/testing/test-database.ts';
import { browser, refusalOf, registration, userTestBed } from '../testing/user-test-bed.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const nobody = '00000000-0000-7000-8000-000000000000';

it('closing ends every session', async () => {
  const { service, operations } = userTestBed(database.pool);
  const grant = await operations.register(registration(), browser);
  const userId = grant.profile.id;
  expect(await operations.standings([userId])).toEqual(new Map([[userId, 'active']]));
  await service.close(userId, 'duplicate account');
  await service.close(userId, 'duplicate account');
  expect(await operations.standings([userId])).toEqual(new Map([[userId, 'closed']]));
  expect((await operations.permissions([userId])).get(userId)?.bar?.reason).toBe('closed');
  expect(await operations.verifyAccessToken(grant.accessToken)).toBeNull();
  expect(await refusalOf(operations.refresh(grant.refreshToken, browser))).toBe('session-expired');
  const { rows } = await database.pool.query(
    `select detail from users.security_event where user_id = $1 and kind = 'closed'`,
    [userId],
  );
  expect(rows).toEqual([
    { detail: { before: 'active', after: 'closed', reason: 'duplicate account' } },
  ]);
});

it('leaves out whom it does not know', async () => {
  const { operations, service } = userTestBed(database.pool);
  const { profile } = await operations.register(registration(), browser);
  const known = await operations.standings([profile.id, nobody]);
  expect(known).toEqual(new Map([[profile.id, 'active']]));
  expect(await operations.standings([])).toEqual(new Map());
  expect(await refusalOf(service.close(nobody, 'x'))).toBe('not-found');
  expect(await refusalOf(operations.profile(nobody))).toBe('not-found');
});
