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

async function signedIn() {
  const bed = userTestBed(database.pool);
  const grant = await bed.operations.register(registration(), browser);
  const userId = grant.profile.id;
  const standing = async () => (await bed.operations.standings([userId])).get(userId);
  return { ...bed, grant, userId, standing };
}

const nobody = '00000000-0000-7000-8000-000000000000';
const day = 86_400_000;

it('a self-exclusion holds until its time, and is never shortened', async () => {
  const { service, clock, userId, standing, operations, grant } = await signedIn();
  expect(await standing()).toBe('active');
  await service.selfExclude(userId, clock.now() + 180 * day);
  await service.selfExclude(userId, clock.now() + day);
  expect(await standing()).toBe('self-excluded');
  expect(await operations.verifyAccessToken(grant.accessToken)).not.toBeNull();
  await clock.advance(180 * day - 1);
  expect(await standing()).toBe('self-excluded');
  await clock.advance(1);
  expect(await standing()).toBe('active');
  const { rows } = await database.pool.query(
    `select detail from users.security_event where user_id = $1 and kind = 'self-excluded'`,
    [userId],
  );
  expect(rows).toEqual([{ detail: { before: null, after: '2027-05-21T12:00:00.000Z' } }]);
});

it('closing ends every session', async () => {
  const { service, userId, standing, operations, grant } = await signedIn();
  await service.close(userId, 'duplicate account');
  await service.close(userId, 'duplicate account');
  expect(await standing()).toBe('closed');
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
  const { operations, service, clock, userId } = await signedIn();
  expect(await operations.standings([userId, nobody])).toEqual(new Map([[userId, 'active']]));
  expect(await operations.standings([])).toEqual(new Map());
  expect(await refusalOf(service.close(nobody, 'x'))).toBe('not-found');
  expect(await refusalOf(operations.profile(nobody))).toBe('not-found');
  expect(await refusalOf(service.selfExclude(userId, clock.now()))).toBe('invalid-request');
});
