import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../../platform/database/testing/test-database.ts';
import { newCaller, paymentTestBed } from '../testing/payment-test-bed.ts';
import { auditDeposits } from './audit-deposits.ts';
import { depositTransferId } from './deposit-posting.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  const client = await database.pool.connect();
  expect(await auditDeposits(client).finally(() => client.release())).toMatchObject({ ok: true });
});
afterAll(() => database.drop());

const bar = { reason: 'closed', message: 'This account is closed.' } as const;
const tenEuro = { amountMinor: '1000', currency: 'EUR' };

describe('a deposit', () => {
  it('is completed, posted and told to the open pages', async () => {
    const { operations, heard } = paymentTestBed(database.pool);
    const caller = newCaller();
    const deposit = await operations.deposit(caller, 'k1', tenEuro);
    expect(deposit).toMatchObject({
      status: 'completed',
      amountMinor: '1000',
      currency: 'EUR',
      provider: 'sandbox',
      createdAt: '2026-11-22T12:00:00.000Z',
    });
    expect(await operations.wallet(caller)).toEqual({
      currency: 'EUR',
      cashMinor: '1000',
      owedMinor: '0',
      netDepositsMinor: '1000',
    });
    expect(heard).toEqual([{ userId: caller.userId, wallet: true, bets: [] }]);
    expect(await operations.depositById(caller, deposit.id.toUpperCase())).toEqual(deposit);
  });

  it('is nobody else’s to see', async () => {
    const { operations } = paymentTestBed(database.pool);
    const deposit = await operations.deposit(newCaller(), 'k1', tenEuro);
    expect(await operations.depositById(newCaller(), deposit.id)).toBeNull();
    expect(await operations.depositById(newCaller(), 'not an id')).toBeNull();
  });

  it('that is refused moves nothing and says why', async () => {
    const { operations, heard } = paymentTestBed(database.pool);
    const caller = newCaller();
    const request = { ...tenEuro, method: 'sandbox-insufficient-funds' };
    expect(await operations.deposit(caller, 'k1', request)).toMatchObject({
      status: 'refused',
      reason: 'There is not enough money behind this payment method.',
    });
    await operations.deposit(caller, 'k2', { ...tenEuro, method: 'sandbox-pending' });
    const nothing = { cashMinor: '0', netDepositsMinor: '0' };
    expect(await operations.wallet(caller)).toMatchObject(nothing);
    expect(heard).toEqual([]);
  });

  it.each<[object, string, RegExp]>([
    [{ currency: 'USD' }, '/currency', /account is in EUR/],
    [{ amountMinor: '499' }, '/amountMinor', /at least 5\.00 EUR/],
    [{ amountMinor: '0' }, '/amountMinor', /at least 5\.00 EUR/],
    [{ amountMinor: '1000001' }, '/amountMinor', /at most 10000\.00 EUR/],
    [{ amountMinor: '-1000' }, '/amountMinor', /whole minor units/],
    [{ amountMinor: '10.5' }, '/amountMinor', /whole minor units/],
    [{ amountMinor: '9'.repeat(30) }, '/amountMinor', /whole minor units/],
    [{ method: '4111 1111 1111 1111' }, '/method', /never a card number/],
  ])('of %j is refused', async (change, pointer, why) => {
    const { operations } = paymentTestBed(database.pool);
    const answer = operations.deposit(newCaller(), 'k1', { ...tenEuro, ...change });
    await expect(answer).rejects.toMatchObject({
      type: 'payment-refused',
      message: expect.stringMatching(why),
      errors: [{ pointer }],
    });
  });

  it('takes both ends of the limits, in a currency without decimals too', async () => {
    const { operations } = paymentTestBed(database.pool);
    for (const amountMinor of ['500', '1000000']) {
      const request = { amountMinor, currency: 'JPY' };
      const deposit = await operations.deposit(newCaller('JPY'), 'k1', request);
      expect(deposit.status).toBe('completed');
    }
    const little = operations.deposit(newCaller('JPY'), 'k', { amountMinor: '1', currency: 'JPY' });
    await expect(little).rejects.toThrow('at least 500 JPY');
    const strange = operations.deposit(newCaller('CHF'), 'k', { ...tenEuro, currency: 'CHF' });
    await expect(strange).rejects.toThrow('CHF are not offered');
  });

  it('of a barred person is refused', async () => {
    const { operations } = paymentTestBed(database.pool, { bar });
    await expect(operations.deposit(newCaller(), 'k1', tenEuro)).rejects.toMatchObject({
      type: 'account-blocked',
      message: 'This account is closed. No deposits are taken.',
    });
  });
});

describe('the idempotency key', () => {
  it('makes fifty requests at once one deposit and fifty equal answers', async () => {
    const { operations } = paymentTestBed(database.pool);
    const caller = newCaller();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => operations.deposit(caller, 'k1', tenEuro)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.status).toBe('completed');
    expect(await operations.wallet(caller)).toMatchObject({ cashMinor: '1000' });
  });

  it('makes requests at several processes one deposit', async () => {
    const beds = Array.from({ length: 5 }, () => paymentTestBed(database.pool));
    const caller = newCaller();
    const answers = await Promise.all(
      beds.flatMap(({ operations }) =>
        Array.from({ length: 10 }, () => operations.deposit(caller, 'k1', tenEuro)),
      ),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toContain('completed');
    expect(await beds[0]!.operations.wallet(caller)).toMatchObject({ cashMinor: '1000' });
  });

  it('gives the same deposit for ever, as it is now, limits or not', async () => {
    const { operations } = paymentTestBed(database.pool);
    const caller = newCaller();
    const first = await operations.deposit(caller, 'k1', tenEuro);
    const later = paymentTestBed(database.pool, { bar });
    await later.clock.advance(365 * 86_400_000);
    expect(await later.operations.deposit(caller, 'k1', tenEuro)).toEqual(first);
  });

  it('with another body is refused, while running and after', async () => {
    const { operations } = paymentTestBed(database.pool);
    const caller = newCaller();
    const running = operations.deposit(caller, 'k1', tenEuro);
    const other = { ...tenEuro, amountMinor: '2000' };
    const reused = { type: 'idempotency-key-reused' };
    await expect(operations.deposit(caller, 'k1', other)).rejects.toMatchObject(reused);
    await running;
    await expect(operations.deposit(caller, 'k1', other)).rejects.toMatchObject(reused);
    const method = { ...tenEuro, method: 'x' };
    await expect(operations.deposit(caller, 'k1', method)).rejects.toMatchObject(reused);
  });

  it('belongs to one customer, and is not used up by a request that was not in order', async () => {
    const { operations } = paymentTestBed(database.pool);
    const [one, two] = [newCaller(), newCaller()];
    const bad = { ...tenEuro, amountMinor: '1' };
    await expect(operations.deposit(one, 'k1', bad)).rejects.toThrow();
    const first = await operations.deposit(one, 'k1', tenEuro);
    const second = await operations.deposit(two, 'k1', tenEuro);
    expect(first.id).not.toBe(second.id);
  });
});

describe('storage', () => {
  it('keeps a concluded deposit as it is', async () => {
    const { operations } = paymentTestBed(database.pool);
    const { id } = await operations.deposit(newCaller(), 'k1', tenEuro);
    for (const statement of [
      `update payment.deposit set amount_minor = 1 where id = $1`,
      `update payment.deposit set status = 'pending', concluded_at = null where id = $1`,
      `delete from payment.deposit where id = $1`,
    ]) {
      await expect(database.pool.query(statement, [id])).rejects.toThrow(/never changed/);
    }
  });

  it('names the transfer after the deposit', () => {
    const id = depositTransferId('0196f000-0000-7000-8000-000000000001');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(depositTransferId('0196f000-0000-7000-8000-000000000001')).toBe(id);
    expect(depositTransferId('0196f000-0000-7000-8000-000000000002')).not.toBe(id);
  });
});
