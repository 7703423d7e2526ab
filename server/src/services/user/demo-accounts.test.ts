import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../platform/database/testing/test-database.ts';
import { browser, refusalOf, userTestBed } from './testing/user-test-bed.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const demo = {
  bettorPassword: 'bettor words here',
  operatorPassword: 'operator words here',
  country: 'GB',
  currency: 'EUR',
};

it('makes the demo accounts once, and gives them the passwords that are set', async () => {
  const { service, operations } = userTestBed(database.pool);
  const [first, second] = await Promise.all([
    service.ensureDemoAccounts(demo),
    userTestBed(database.pool).service.ensureDemoAccounts(demo),
  ]);
  expect(second).toEqual(first);
  expect(first.map(({ role }) => role)).toEqual(['bettor', 'operator']);

  const email = 'operator@winnex.example';
  const grant = await operations.signIn({ email, password: demo.operatorPassword }, browser);
  expect(grant.profile).toMatchObject({ role: 'operator', currency: 'EUR' });

  await service.ensureDemoAccounts({ ...demo, operatorPassword: 'other words here' });
  const before = operations.signIn({ email, password: demo.operatorPassword }, browser);
  expect(await refusalOf(before)).toBe('invalid-credentials');
  const after = await operations.signIn({ email, password: 'other words here' }, browser);
  expect(after.profile.id).toBe(grant.profile.id);
});
