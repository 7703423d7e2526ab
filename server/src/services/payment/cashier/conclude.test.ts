import { afterAll, beforeAll, expect, it } from 'vitest';
import { memoryBroadcast } from '../../../platform/adapters/memory/broadcast.ts';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../../platform/database/testing/test-database.ts';
import { type Logger, silentLogger } from '../../../platform/telemetry/logger.ts';
import { newCaller, paymentTestBed } from '../testing/payment-test-bed.ts';
import { depositConclusion } from './conclude.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const completed = { kind: 'completed', providerReference: 'r-1' } as const;
const refused = { kind: 'refused', reason: 'No.', providerReference: null } as const;
const pending = { kind: 'pending', why: 'no reply', providerReference: null } as const;

async function pendingDeposit() {
  const { operations, clock } = paymentTestBed(database.pool);
  const caller = newCaller();
  const request = { amountMinor: '1000', currency: 'EUR', method: 'sandbox-pending' };
  const { id } = await operations.deposit(caller, 'k1', request);
  const heard: unknown[] = [];
  const errors: string[] = [];
  const broadcast = memoryBroadcast(silentLogger);
  broadcast.subscribe('account', (message) => heard.push(message));
  const logger: Logger = { ...silentLogger, error: (_, message) => errors.push(message) };
  const conclude = depositConclusion({ pool: database.pool, clock, logger, broadcast });
  const cash = async () => (await operations.wallet(caller)).cashMinor;
  return { id, conclude, cash, heard, errors };
}

it('concludes once however often and at once it is told', async () => {
  const { id, conclude, cash, heard, errors } = await pendingDeposit();
  const records = await Promise.all(Array.from({ length: 8 }, () => conclude(id, completed)));
  expect(new Set(records.map(({ status }) => status))).toEqual(new Set(['completed']));
  expect(await cash()).toBe('1000');
  expect(heard).toHaveLength(1);
  expect(errors).toEqual([]);
});

it('stays with the first answer, and calls a person when the provider gives another', async () => {
  const paid = await pendingDeposit();
  await paid.conclude(paid.id, completed);
  expect((await paid.conclude(paid.id, pending)).status).toBe('completed');
  expect(paid.errors).toEqual([]);
  expect((await paid.conclude(paid.id, refused)).status).toBe('completed');
  expect(paid.errors).toHaveLength(1);
  expect(await paid.cash()).toBe('1000');

  const declined = await pendingDeposit();
  await declined.conclude(declined.id, refused);
  expect(await declined.conclude(declined.id, completed)).toMatchObject({
    status: 'refused',
    reason: 'No.',
  });
  expect(declined.errors).toHaveLength(1);
  expect(await declined.cash()).toBe('0');
});

it('completes nothing when the ledger does not take the posting', async () => {
  const { id, conclude, cash, heard } = await pendingDeposit();
  await database.pool.query(`alter table payment.transfer add constraint broken
    check (reference <> '${id}') not valid`);
  await expect(conclude(id, completed)).rejects.toThrow(/broken/);
  const { rows } = await database.pool.query(`select status from payment.deposit where id = $1`, [
    id,
  ]);
  expect(rows).toEqual([{ status: 'pending' }]);
  expect([await cash(), heard]).toEqual(['0', []]);
});
