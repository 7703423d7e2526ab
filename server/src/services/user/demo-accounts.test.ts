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

it('opens them to nobody when they are turned off, and again when they are turned on', async () => {
  const { service, operations } = userTestBed(database.pool);
  const [bettor] = await service.ensureDemoAccounts(demo);
  const signIn = () =>
    operations.signIn({ email: 'demo@winnex.example', password: demo.bettorPassword }, browser);
  const { refreshToken } = await signIn();
  await service.lockDemoAccounts();
  expect(await refusalOf(signIn())).toBe('invalid-credentials');
  expect(await refusalOf(operations.refresh(refreshToken, browser))).toBe('session-expired');
  const [again] = await service.ensureDemoAccounts(demo);
  expect(again).toEqual(bettor);
  expect((await signIn()).profile.role).toBe('bettor');
});
