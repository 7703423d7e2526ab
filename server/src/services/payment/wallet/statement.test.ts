import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../../platform/database/testing/test-database.ts';
import { newCaller, paymentTestBed, post, startMs } from '../testing/payment-test-bed.ts';
import { describeLine } from './describe-line.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Caller = ReturnType<typeof newCaller>;

/** 50 EUR in, 10 on a bet, 25 back, then 20 taken back of which 5 are owed after another bet. */
async function story(caller: Caller) {
  const { operations } = paymentTestBed(database.pool);
  const { id } = await operations.deposit(caller, 'k1', { amountMinor: '5000', currency: 'EUR' });
  const cash = [caller.userId, 'cash'] as const;
  const stakes = ['house', 'open-stakes'] as const;
  const revenue = ['house', 'revenue'] as const;
  const steps = [
    { from: cash, to: stakes, amountMinor: 1_000n, code: 'stake', reference: 'bet-1' },
    { from: revenue, to: cash, amountMinor: 2_500n, code: 'payout', reference: 'bet-1' },
    { from: cash, to: stakes, amountMinor: 5_000n, code: 'stake', reference: 'bet-2' },
    { from: cash, to: revenue, amountMinor: 1_500n, code: 'payout-reversal', reference: 'bet-1' },
    {
      from: [caller.userId, 'owed'] as const,
      to: revenue,
      amountMinor: 500n,
      code: 'payout-reversal',
      reference: 'bet-1',
    },
  ];
  for (const [index, step] of steps.entries()) {
    await post(database.pool, { ...step, atMs: startMs + Math.min(index + 1, 4) * 1_000 });
  }
  return { operations, depositId: id };
}

async function readAll(
  operations: ReturnType<typeof paymentTestBed>['operations'],
  caller: Caller,
  limit: number,
) {
  const pages = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await operations.statement(caller, { limit, ...(cursor ? { cursor } : {}) });
    pages.push(page.lines);
    cursor = page.nextCursor;
  }
  return pages;
}

describe('the statement', () => {
  it('tells every step, newest first, with the balance after it', async () => {
    const caller = newCaller();
    const { operations, depositId } = await story(caller);
    const { lines, nextCursor } = await operations.statement(caller, { limit: 100 });
    expect(nextCursor).toBeNull();
    expect(lines.map((line) => [line.description, line.amountMinor, line.balanceMinor])).toEqual([
      ['Payout taken back after a corrected result: owed, beyond the balance', '-500', '-500'],
      ['Payout taken back after a corrected result', '-1500', '0'],
      ['Stake of a bet', '-5000', '1500'],
      ['Payout of a bet', '2500', '6500'],
      ['Stake of a bet', '-1000', '4000'],
      ['Deposit', '5000', '5000'],
    ]);
    expect(lines.at(-1)).toEqual({
      id: 'cash-1',
      at: '2026-11-22T12:00:00.000Z',
      kind: 'deposit',
      amountMinor: '5000',
      balanceMinor: '5000',
      currency: 'EUR',
      reference: depositId,
      description: 'Deposit',
    });
    expect(await operations.wallet(caller)).toEqual({
      currency: 'EUR',
      cashMinor: '0',
      owedMinor: '500',
      netDepositsMinor: '5000',
    });
  });

  it.each([1, 2, 3, 5, 6, 7])('is the same in pages of %i', async (limit) => {
    const caller = newCaller();
    const { operations } = await story(caller);
    const whole = (await operations.statement(caller, { limit: 100 })).lines;
    const pages = await readAll(operations, caller, limit);
    expect(pages.flat()).toEqual(whole);
    expect(pages).toHaveLength(Math.ceil(6 / limit));
  });

  it('neither repeats nor skips a line when entries are made between two pages', async () => {
    const caller = newCaller();
    const { operations } = await story(caller);
    const before = (await operations.statement(caller, { limit: 100 })).lines;
    const first = await operations.statement(caller, { limit: 2 });
    // The second entry carries an older time than what was read, as a slow transaction's does.
    for (const atMs of [startMs + 60_000, startMs - 60_000]) {
      await post(database.pool, {
        from: ['house', 'revenue'],
        to: [caller.userId, 'cash'],
        amountMinor: 1n,
        code: 'payout',
        reference: 'bet-3',
        atMs,
      });
    }
    const rest = await operations.statement(caller, { limit: 100, cursor: first.nextCursor! });
    expect([...first.lines, ...rest.lines]).toEqual(before);
  });

  it('is empty for who has done nothing, and holds nobody else’s lines', async () => {
    await story(newCaller());
    const { operations } = paymentTestBed(database.pool);
    const caller = newCaller();
    expect(await operations.statement(caller, { limit: 10 })).toEqual({
      lines: [],
      nextCursor: null,
    });
    expect(await operations.wallet(caller)).toEqual({
      currency: 'EUR',
      cashMinor: '0',
      owedMinor: '0',
      netDepositsMinor: '0',
    });
  });

  it.each(['x', 'MTIz', Buffer.from(`${'9'.repeat(19)}.1`).toString('base64url'), "'; drop"])(
    'refuses the cursor %j',
    async (cursor) => {
      const { operations } = paymentTestBed(database.pool);
      await expect(operations.statement(newCaller(), { cursor, limit: 5 })).rejects.toMatchObject({
        type: 'invalid-request',
        errors: [{ pointer: '/cursor' }],
      });
    },
  );

  it('has words for a code that it does not know', () => {
    expect(describeLine('cash-out', 'cash')).toBe('Cash out');
  });
});
