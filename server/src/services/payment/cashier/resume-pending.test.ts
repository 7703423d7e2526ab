import type { Deposit } from '@winnex/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../../platform/database/testing/test-database.ts';
import type { ProviderRequest } from '../providers/provider.ts';
import {
  newCaller,
  paymentTestBed,
  replyTo,
  scriptedProvider,
} from '../testing/payment-test-bed.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() =>
  database.pool.query(
    `update payment.deposit set status = 'refused', reason = 'of another test', concluded_at = now()
      where status = 'pending'`,
  ),
);
afterAll(() => database.drop());

const request = { amountMinor: '1000', currency: 'EUR' };
const none = { completed: 0, refused: 0, pending: 0 };
const methodsOf = (sent: readonly ProviderRequest[]) => sent.map(({ method }) => method);

/** Lets the provider's silence run out while the deposit waits for it. */
async function depositOverTime(bed: ReturnType<typeof paymentTestBed>, deposit: Promise<Deposit>) {
  let answered = false;
  const watched = deposit.finally(() => {
    answered = true;
  });
  while (!answered) await bed.clock.advance(500);
  return watched;
}

describe('a pending deposit', () => {
  it('whose reply did not come is asked about, and completed once', async () => {
    const bed = paymentTestBed(database.pool);
    const caller = newCaller();
    const body = { ...request, method: 'sandbox-timeout' };
    const deposit = await depositOverTime(bed, bed.operations.deposit(caller, 'k1', body));
    expect(deposit.status).toBe('pending');
    expect(await bed.operations.wallet(caller)).toMatchObject({ cashMinor: '0' });

    await bed.clock.advance(5_000);
    expect(await bed.service.resumePending()).toEqual({ ...none, completed: 1 });
    expect(await bed.service.resumePending()).toEqual(none);
    expect(await bed.operations.deposit(caller, 'k1', body)).toEqual({
      ...deposit,
      status: 'completed',
    });
    expect(await bed.operations.wallet(caller)).toMatchObject({ cashMinor: '1000' });
    expect(bed.heard).toHaveLength(1);
  });

  it('whose reply made no sense is asked about', async () => {
    const { service, operations, clock } = paymentTestBed(database.pool);
    const caller = newCaller();
    const body = { ...request, method: 'sandbox-garbled' };
    const deposit = await operations.deposit(caller, 'k1', body);
    expect(deposit.status).toBe('pending');
    await clock.advance(60_000);
    expect(await service.resumePending()).toEqual({ ...none, refused: 1 });
    expect(await operations.depositById(caller, deposit.id)).toMatchObject({ status: 'refused' });
  });

  it('of a process that died before it wrote the answer down is taken up by the next', async () => {
    // The provider has collected the money; the process is gone before it can commit that.
    const provider = scriptedProvider(() => new Promise(() => undefined));
    const dying = paymentTestBed(database.pool, { provider });
    const caller = newCaller();
    void dying.operations.deposit(caller, 'k1', request);
    while (provider.sent.length === 0) await dying.clock.advance(0);

    const next = paymentTestBed(database.pool, { clock: dying.clock });
    expect(await next.operations.deposit(caller, 'k1', request)).toMatchObject({
      status: 'pending',
    });
    await next.clock.advance(15_000);
    await next.service.resumePending();
    expect(await next.operations.deposit(caller, 'k1', request)).toMatchObject({
      status: 'completed',
    });
    expect(await next.operations.wallet(caller)).toMatchObject({ cashMinor: '1000' });
  });

  it('that the provider never received is sent again under the same id', async () => {
    let received = false;
    const provider = scriptedProvider((asked) => {
      if (asked.method === 'GET') return { status: 404, body: '' };
      if (!received) {
        received = true;
        throw new Error('connection refused');
      }
      return replyTo(asked, 'succeeded');
    });
    const { service, operations, clock } = paymentTestBed(database.pool, { provider });
    const deposit = await operations.deposit(newCaller(), 'k1', request);
    expect(deposit.status).toBe('pending');
    await clock.advance(15_000);
    expect(await service.resumePending()).toEqual({ ...none, completed: 1 });
    expect(methodsOf(provider.sent)).toEqual(['POST', 'GET', 'POST']);
    const keys = provider.sent.flatMap(({ headers }) => headers['idempotency-key'] ?? []);
    expect(keys).toEqual([deposit.id, deposit.id]);
  });

  it('is asked about by one of several that resume at once', async () => {
    let state = 'processing';
    const provider = scriptedProvider((asked) => replyTo(asked, state));
    const { service, operations, clock, heard } = paymentTestBed(database.pool, { provider });
    const caller = newCaller();
    await operations.deposit(caller, 'k1', request);
    state = 'succeeded';
    await clock.advance(60_000);
    // Connections are opened first, so that the five really meet.
    await Promise.all([1, 2, 3, 4, 5].map(() => database.pool.query('select pg_sleep(0.02)')));
    const rounds = await Promise.all(Array.from({ length: 5 }, () => service.resumePending()));
    expect(rounds.map(({ completed }) => completed).sort()).toEqual([0, 0, 0, 0, 1]);
    expect(methodsOf(provider.sent)).toEqual(['POST', 'GET']);
    expect(await operations.wallet(caller)).toMatchObject({ cashMinor: '1000' });
    expect(heard).toHaveLength(1);
  });

  it('is asked about less and less often, and never given up', async () => {
    const provider = scriptedProvider((asked) => replyTo(asked, 'processing'));
    const { service, operations, clock } = paymentTestBed(database.pool, { provider });
    await operations.deposit(newCaller(), 'k1', request);
    const perHour: number[] = [];
    for (let hour = 0; hour < 6; hour += 1) {
      const before = provider.sent.length;
      for (let step = 0; step < 120; step += 1) {
        await clock.advance(30_000);
        await service.resumePending();
      }
      perHour.push(provider.sent.length - before);
    }
    expect(perHour[0]).toBeLessThan(12);
    expect(perHour.slice(2)).toEqual([1, 1, 1, 1]);
  });

  it('is resumed from time to time by itself', async () => {
    const { service, operations, clock } = paymentTestBed(database.pool);
    service.start();
    service.start();
    const caller = newCaller();
    const body = { ...request, method: 'sandbox-pending' };
    const { id } = await operations.deposit(caller, 'k1', body);
    const status = async () => (await operations.depositById(caller, id))?.status;
    // However slow the database is, the clock goes on; the test's own limit ends it.
    while ((await status()) === 'pending') await clock.advance(1_000);
    expect(await status()).toBe('completed');
    await service.stop();
    await clock.advance(60_000);
  });
});
