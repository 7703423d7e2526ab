import type { LimitPath } from '@winnex/contracts';
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

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const hour = 3_600_000;
const daily = { kind: 'deposit', period: 'day' } as const;

async function customer() {
  const bed = userTestBed(database.pool);
  const { profile } = await bed.operations.register(registration(), browser);
  const caller = callerOf(profile);
  const { userId } = caller;
  const inForce = async () => {
    const known = (await bed.operations.permissions([userId])).get(userId);
    return known?.limits.map(({ kind, period, max }) => `${kind}/${period} ${max}`);
  };
  const set = (max: string, path: LimitPath = daily) =>
    bed.operations.setLimit(caller, path, { max });
  const entry = async () => (await bed.operations.limits(caller)).limits[0];
  return { ...bed, caller, userId, inForce, set, entry };
}

describe('a limit', () => {
  it('is lowered at once and raised after 24 hours and a second word', async () => {
    const { operations, clock, caller, inForce, set, entry } = await customer();
    await set('10000');
    await set('5000');
    expect(await inForce()).toEqual(['deposit/day 5000']);
    const wished = await set('20000');
    expect(wished.limits).toEqual([
      {
        ...daily,
        max: '5000',
        source: 'customer',
        pending: {
          max: '20000',
          requestedAt: '2026-11-22T12:00:00.000Z',
          confirmFrom: '2026-11-23T12:00:00.000Z',
          confirmUntil: '2026-11-30T12:00:00.000Z',
        },
      },
    ]);
    await clock.advance(24 * hour - 1);
    expect(await refusalOf(operations.confirmLimit(caller, daily))).toBe('too-early');
    await clock.advance(1);
    expect(await inForce()).toEqual(['deposit/day 5000']);
    await operations.confirmLimit(caller, daily);
    expect(await inForce()).toEqual(['deposit/day 20000']);
    expect(await entry()).not.toHaveProperty('pending');
    expect(await refusalOf(operations.confirmLimit(caller, daily))).toBe('not-found');
  });

  it('keeps as it is when the wish is not confirmed within a week', async () => {
    const { operations, clock, caller, inForce, set, entry } = await customer();
    await set('5000');
    await set('6000');
    await clock.advance(8 * 24 * hour);
    expect(await entry()).not.toHaveProperty('pending');
    expect(await refusalOf(operations.confirmLimit(caller, daily))).toBe('not-found');
    expect(await inForce()).toEqual(['deposit/day 5000']);
  });

  it('goes only by the same way', async () => {
    const { operations, clock, caller, inForce, set } = await customer();
    expect(await refusalOf(operations.removeLimit(caller, daily))).toBe('not-found');
    await set('5000');
    await operations.removeLimit(caller, daily);
    expect(await inForce()).toEqual(['deposit/day 5000']);
    await clock.advance(24 * hour);
    await operations.confirmLimit(caller, daily);
    expect(await inForce()).toEqual([]);
  });

  it('asked for again does not wait anew; another wish does; the same limit drops it', async () => {
    const { operations, clock, caller, set, entry } = await customer();
    await set('5000');
    await set('6000');
    await clock.advance(12 * hour);
    await set('6000');
    expect((await entry())?.pending?.confirmFrom).toBe('2026-11-23T12:00:00.000Z');
    await set('7000');
    expect((await entry())?.pending?.confirmFrom).toBe('2026-11-24T00:00:00.000Z');
    await set('5000');
    expect(await entry()).not.toHaveProperty('pending');
    await set('9000');
    await set('4000');
    await clock.advance(48 * hour);
    expect(await refusalOf(operations.confirmLimit(caller, daily))).toBe('not-found');
  });

  it('of the operator counts when it is lower, and does not touch the customer’s', async () => {
    const { service, userId, inForce, set, entry } = await customer();
    const imposed = { ...daily, actorId: userId, reason: 'affordability check' };
    await set('5000');
    await service.imposeLimit(userId, { ...imposed, max: 3000n });
    expect(await inForce()).toEqual(['deposit/day 3000']);
    expect(await entry()).toMatchObject({ max: '3000', source: 'operator', ownMax: '5000' });
    await set('2000');
    expect(await entry()).toMatchObject({ max: '2000', source: 'customer' });
    await service.imposeLimit(userId, { ...imposed, max: null });
    await service.imposeLimit(userId, { ...imposed, max: null });
    expect(await inForce()).toEqual(['deposit/day 2000']);
  });

  it.each<[LimitPath, string, string]>([
    [{ kind: 'deposit', period: 'bet' }, '1', '/params/period'],
    [{ kind: 'session', period: 'day' }, '1441', '/max'],
  ])('of %o at %s is refused', async (path, max, pointer) => {
    const { set } = await customer();
    await expect(set(max, path)).rejects.toMatchObject({
      type: 'invalid-request',
      errors: [{ pointer }],
    });
  });

  it('of each kind and period stands by itself', async () => {
    const { set, inForce } = await customer();
    await set('0');
    await set('2000', { kind: 'deposit', period: 'month' });
    await set('500', { kind: 'stake', period: 'bet' });
    await set('60', { kind: 'session', period: 'day' });
    expect(await inForce()).toEqual([
      'deposit/day 0',
      'deposit/month 2000',
      'session/day 60',
      'stake/bet 500',
    ]);
  });
});

it('every change is kept with before and after, where nobody can alter it', async () => {
  const { operations, clock, caller, set } = await customer();
  await set('5000');
  await set('4000');
  await set('4000');
  await set('6000');
  await clock.advance(24 * hour);
  await operations.confirmLimit(caller, daily);
  const { rows } = await database.pool.query(
    `select action, before->>'max' as before, after->>'max' as after,
            after->'pending'->>'max' as wish, actor_id = user_id as own
       from users.limit_change where user_id = $1 order by at, id`,
    [caller.userId],
  );
  expect(rows).toEqual([
    { action: 'set', before: null, after: '5000', wish: null, own: true },
    { action: 'lowered', before: '5000', after: '4000', wish: null, own: true },
    { action: 'raise-requested', before: '4000', after: '4000', wish: '6000', own: true },
    { action: 'raised', before: '4000', after: '6000', wish: null, own: true },
  ]);
  for (const statement of [
    'delete from users.limit_change',
    `update users.limit_change set at = now()`,
  ]) {
    await expect(database.pool.query(statement)).rejects.toThrow(/never changed/);
  }
});

it('changes at once take turns: one loosens nothing that another has tightened', async () => {
  const { clock, userId, inForce, set } = await customer();
  await set('5000');
  await set('9000');
  await clock.advance(24 * hour);
  const beds = Array.from({ length: 4 }, () => userTestBed(database.pool, {}, clock));
  const caller = { userId, role: 'bettor', currency: 'GBP' } as const;
  const answers = await Promise.allSettled(
    beds.flatMap(({ operations }, index) => [
      operations.confirmLimit(caller, daily),
      operations.setLimit(caller, daily, { max: `${100 + index}` }),
    ]),
  );
  const refused = answers.filter(({ status }) => status === 'rejected');
  expect(refused.length).toBeGreaterThanOrEqual(3);
  await clock.advance(1_000);
  expect(await inForce()).toEqual(['deposit/day 100']);
});
