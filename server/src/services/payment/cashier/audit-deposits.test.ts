import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../../platform/database/testing/test-database.ts';
import { newCaller, paymentTestBed, post, startMs } from '../testing/payment-test-bed.ts';
import { auditDeposits } from './audit-deposits.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function audit() {
  const client = await database.pool.connect();
  return auditDeposits(client).finally(() => client.release());
}

it('finds deposits without a posting, and postings without a deposit', async () => {
  const { operations } = paymentTestBed(database.pool);
  const caller = newCaller();
  const request = { amountMinor: '1000', currency: 'EUR' };
  await operations.deposit(caller, 'k1', request);
  await operations.deposit(caller, 'k2', { ...request, method: 'sandbox-decline' });
  expect(await audit()).toMatchObject({ ok: true, checked: '2 deposits', detail: '' });

  const pending = await operations.deposit(caller, 'k3', { ...request, method: 'sandbox-pending' });
  await database.pool.query(
    `update payment.deposit set status = 'completed', concluded_at = now() where id = $1`,
    [pending.id],
  );
  expect(await audit()).toMatchObject({
    ok: false,
    detail: `deposit ${pending.id} (completed) is not in the ledger as it should be`,
  });

  await post(database.pool, {
    from: ['house', 'provider-clearing'],
    to: [caller.userId, 'cash'],
    amountMinor: 5n,
    code: 'deposit',
    reference: 'made up',
    atMs: startMs,
  });
  expect((await audit()).detail).toMatch(/transfer \S+ belongs to no completed deposit/);
});
