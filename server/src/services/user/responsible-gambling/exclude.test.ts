import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../../platform/database/testing/test-database.ts';
import {
  browser,
  callerOf,
  refusalOf,
  registration,
  userTestBed,
} from '../testing/user-test-bed.ts';
import { monthsAfter } from './exclusion.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const hour = 3_600_000;
const day = 24 * hour;

async function customer() {
  const bed = userTestBed(database.pool);
  const grant = await bed.operations.register(registration(), browser);
  const caller = callerOf(grant.profile);
  const permission = async (operations = bed.operations) =>
    (await operations.permissions([caller.userId])).get(caller.userId);
  const barred = async () => (await permission())?.bar?.reason ?? null;
  return { ...bed, grant, caller, permission, barred };
}

describe('a self-exclusion', () => {
  it('is in force at once, is never shortened, and outlasts its term', async () => {
    const { operations, clock, caller, barred, grant } = await customer();
    expect(await barred()).toBeNull();
    await operations.selfExclude(caller, { months: 12 });
    expect(await barred()).toBe('self-excluded');
    const { selfExclusion } = await operations.selfExclude(caller, { months: 6 });
    expect(selfExclusion).toEqual({ until: '2027-11-22T12:00:00.000Z' });
    expect(await operations.verifyAccessToken(grant.accessToken)).not.toBeNull();
    await clock.advance(400 * day);
    expect(await barred()).toBe('self-excluded');
    expect((await operations.profile(caller.userId)).status).toBe('self-excluded');
  });

  it('ends 24 hours after a request that its term lets pass', async () => {
    const { operations, clock, caller, barred } = await customer();
    expect(await refusalOf(operations.requestReturn(caller))).toBe('not-found');
    await operations.selfExclude(caller, { months: 6 });
    await clock.advance(Date.parse('2027-05-22T12:00:00Z') - clock.now() - 1);
    expect(await refusalOf(operations.requestReturn(caller))).toBe('too-early');
    await clock.advance(1);
    const asked = await operations.requestReturn(caller);
    expect(asked.selfExclusion?.returnsAt).toBe('2027-05-23T12:00:00.000Z');
    await clock.advance(hour);
    expect(await operations.requestReturn(caller)).toEqual(asked);
    await clock.advance(23 * hour - 1);
    expect(await barred()).toBe('self-excluded');
    await clock.advance(1);
    expect(await barred()).toBeNull();
    expect((await operations.limits(caller)).selfExclusion).toBeUndefined();
    await operations.selfExclude(caller, { months: 6 });
    expect(await barred()).toBe('self-excluded');
    const { rows } = await database.pool.query(
      `select kind from users.security_event where user_id = $1 and kind <> 'registered'
        order by at`,
      [caller.userId],
    );
    expect(rows.map(({ kind }) => kind)).toEqual([
      'self-excluded',
      'return-requested',
      'self-excluded',
    ]);
  });

  it('takes back a request to return', async () => {
    const { operations, clock, caller, barred } = await customer();
    await operations.selfExclude(caller, { months: 6 });
    await clock.advance(200 * day);
    await operations.requestReturn(caller);
    await operations.selfExclude(caller, { months: 6 });
    await clock.advance(2 * day);
    expect(await barred()).toBe('self-excluded');
  });

  it.each([
    ['2026-11-22T12:00:00Z', 6, '2027-05-22T12:00:00Z'],
    ['2026-08-31T10:00:00Z', 6, '2027-03-01T10:00:00Z'],
    ['2027-08-31T10:00:00Z', 6, '2028-03-01T10:00:00Z'],
    ['2028-02-29T10:00:00Z', 12, '2029-03-01T10:00:00Z'],
  ])('from %s for %d months ends at %s', (from, months, until) => {
    expect(monthsAfter(Date.parse(from), months)).toBe(Date.parse(until));
  });

  it('cannot be shortened in the database either', async () => {
    const { operations, caller } = await customer();
    await operations.selfExclude(caller, { months: 6 });
    for (const value of ['null', `timestamptz '2026-12-01'`]) {
      const shortened = database.pool.query(
        `update users.account set self_excluded_until = ${value} where id = $1`,
        [caller.userId],
      );
      await expect(shortened).rejects.toThrow(/never shortened/);
    }
  });
});

describe('a time-out', () => {
  it('ends by itself, can be made longer, not shorter', async () => {
    const { operations, clock, caller, barred, permission } = await customer();
    await operations.takeTimeOut(caller, { days: 2 });
    const { timeOutUntil } = await operations.takeTimeOut(caller, { days: 1 });
    expect(timeOutUntil).toBe('2026-11-24T12:00:00.000Z');
    expect(await permission()).toMatchObject({
      standing: 'self-excluded',
      bar: { message: 'You are taking a time-out until 2026-11-24T12:00:00.000Z.' },
    });
    await clock.advance(day);
    await operations.takeTimeOut(caller, { days: 3 });
    await clock.advance(3 * day - 1);
    expect(await barred()).toBe('time-out');
    await clock.advance(1);
    expect(await barred()).toBeNull();
    expect((await operations.limits(caller)).timeOutUntil).toBeUndefined();
  });
});

describe('what this process changes', () => {
  it('holds here at once, and elsewhere within a second', async () => {
    const { operations, clock, caller, permission } = await customer();
    const elsewhere = userTestBed(database.pool, {}, clock).operations;
    expect((await permission(elsewhere))?.bar).toBeNull();
    await operations.selfExclude(caller, { months: 6 });
    expect((await permission())?.bar?.reason).toBe('self-excluded');
    await clock.advance(1_000);
    expect((await permission(elsewhere))?.bar?.reason).toBe('self-excluded');
  });

  it('holds for whoever asks after it, however many ask meanwhile', async () => {
    const { operations, caller, barred } = await customer();
    const daily = { kind: 'stake', period: 'day' } as const;
    for (let max = 30; max > 0; max -= 1) {
      const lowering = operations.setLimit(caller, daily, { max: `${max}` });
      await Promise.all([...Array.from({ length: 5 }, () => barred()), lowering]);
      const known = await operations.permissions([caller.userId]);
      expect(known.get(caller.userId)?.limits[0]?.max).toBe(BigInt(max));
    }
    await Promise.all([
      operations.selfExclude(caller, { months: 6 }),
      ...Array.from({ length: 20 }, () => barred()),
    ]);
    expect(await barred()).toBe('self-excluded');
  });
});
