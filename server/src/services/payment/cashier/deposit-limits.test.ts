import type { LimitInForce } from '@winnex/contracts';
import { type LimitPeriod, periodStart } from '@winnex/kernel';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { virtualClock } from '../../../platform/adapters/simulated/clock.ts';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../../platform/database/testing/test-database.ts';
import { newCaller, paymentTestBed, startMs } from '../testing/payment-test-bed.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const day = 86_400_000;
const limit = (period: LimitPeriod, max: bigint): LimitInForce => ({
  kind: 'deposit',
  period,
  max,
  source: 'customer',
});
const euros = (amount: number) => ({ amountMinor: `${amount}00`, currency: 'EUR' });

describe('a deposit limit', () => {
  it('may be reached, and what would cross it is refused with what is left', async () => {
    const { operations } = paymentTestBed(database.pool, { limits: [limit('day', 5_000n)] });
    const caller = newCaller();
    await operations.deposit(caller, 'k1', euros(38));
    const detail = 'The limit of 50.00 EUR on deposits in 24 hours leaves 12.00 EUR.';
    await expect(operations.deposit(caller, 'k2', euros(13))).rejects.toMatchObject({
      type: 'payment-refused',
      message: detail,
      errors: [{ pointer: '/amountMinor', detail }],
    });
    await operations.deposit(caller, 'k2', euros(12));
    await expect(operations.deposit(caller, 'k3', euros(5))).rejects.toThrow('leaves nothing');
    expect(await operations.grossDeposits(caller)).toEqual({
      day: '5000',
      week: '5000',
      month: '5000',
    });
  });

  it('counts pending deposits, and not refused ones', async () => {
    const { operations } = paymentTestBed(database.pool, { limits: [limit('week', 5_000n)] });
    const caller = newCaller();
    await operations.deposit(caller, 'k1', { ...euros(50), method: 'sandbox-decline' });
    await operations.deposit(caller, 'k2', { ...euros(40), method: 'sandbox-pending' });
    await expect(operations.deposit(caller, 'k3', euros(20))).rejects.toThrow('leaves 10.00 EUR');
  });

  it('gives a repeated request its deposit, though that has used the limit up', async () => {
    const limits = [limit('day', 5_000n)];
    const beds = Array.from({ length: 4 }, () => paymentTestBed(database.pool, { limits }));
    const caller = newCaller();
    const answers = await Promise.all(
      beds.map(({ operations }) => operations.deposit(caller, 'k1', euros(50))),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  });

  it('is not crossed by deposits at once, in this process or another', async () => {
    const limits = [limit('day', 5_000n), limit('month', 9_000n)];
    const beds = Array.from({ length: 3 }, () => paymentTestBed(database.pool, { limits }));
    const [caller, other] = [newCaller(), newCaller()];
    const answers = await Promise.allSettled(
      beds.flatMap(({ operations }, bed) =>
        Array.from({ length: 10 }, (_, n) => [
          operations.deposit(caller, `k${bed}-${n}`, euros(10)),
          operations.deposit(other, `k${bed}-${n}`, euros(20)),
        ]).flat(),
      ),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5 + 2);
    expect((await beds[0]!.operations.wallet(caller)).cashMinor).toBe('5000');
    expect((await beds[0]!.operations.wallet(other)).cashMinor).toBe('4000');
  });

  it('agrees with a simple model, month ends included', async () => {
    const visits = fc.array(
      fc.record({
        amount: fc.integer({ min: 5, max: 40 }),
        waitMs: fc.integer({ max: 20 * day, min: 0 }),
      }),
      { maxLength: 15 },
    );
    const starts = fc.constantFrom(startMs, Date.parse('2027-01-29T18:00:00Z'));
    await fc.assert(
      fc.asyncProperty(starts, visits, async (start, all) => {
        const clock = virtualClock(start);
        const limits = [limit('day', 4_000n), limit('week', 7_000n), limit('month', 10_000n)];
        const { operations } = paymentTestBed(database.pool, { limits, clock });
        const caller = newCaller();
        const made: { atMs: number; minor: bigint }[] = [];
        for (const [index, { amount, waitMs }] of all.entries()) {
          await clock.advance(waitMs);
          const atMs = clock.now();
          const minor = BigInt(amount) * 100n;
          const fits = limits.every(({ period, max }) => {
            const inWindow = made.filter((one) => one.atMs > periodStart(period, atMs));
            return inWindow.reduce((sum, one) => sum + one.minor, minor) <= max;
          });
          const answer = operations.deposit(caller, `k${index}`, euros(amount));
          if (fits) {
            expect((await answer).status).toBe('completed');
            made.push({ atMs, minor });
          } else await expect(answer).rejects.toMatchObject({ type: 'payment-refused' });
        }
      }),
      { numRuns: 40 },
    );
  });
});
