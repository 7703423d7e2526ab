import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../../platform/database/testing/test-database.ts';
import { browser, callerOf, registration, userTestBed } from '../testing/user-test-bed.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const minute = 60_000;
const password = registration().password;

/** Someone who has just signed in, with a limit of 60 minutes in 24 hours. */
async function limited(max = '60') {
  const bed = userTestBed(database.pool);
  const { operations, clock } = bed;
  const person = registration();
  let { refreshToken, profile } = await operations.register(person, browser);
  const caller = callerOf(profile);
  await operations.setLimit(caller, { kind: 'session', period: 'day' }, { max });
  const minutes = async () => (await operations.limits(caller)).limits[0]?.used;
  const bar = async () => (await operations.permissions([caller.userId])).get(caller.userId)?.bar;
  /** Lets a page refresh its token every eight minutes. */
  async function stay(ms: number) {
    for (let left = ms; left > 0; left -= 8 * minute) {
      await clock.advance(Math.min(8 * minute, left));
      ({ refreshToken } = await operations.refresh(refreshToken, browser));
    }
  }
  return { ...bed, person, caller, minutes, bar, stay, token: () => refreshToken };
}

it('time runs while tokens are refreshed, and stops when the last one has run out', async () => {
  const { clock, minutes, stay } = await limited();
  await clock.advance(2 * minute);
  expect(await minutes()).toBe('2');
  await stay(30 * minute);
  expect(await minutes()).toBe('32');
  await clock.advance(5 * 60 * minute);
  expect(await minutes()).toBe('42');
  await stay(8 * minute);
  expect(await minutes()).toBe('42');
  await clock.advance(3 * minute);
  expect(await minutes()).toBe('45');
});

it('a sign-out stops it at once, and two devices at once count once', async () => {
  const { operations, clock, minutes, person, token } = await limited();
  const phone = { address: '192.0.2.8', userAgent: 'Phone/1' };
  await clock.advance(5 * minute);
  const other = await operations.signIn({ email: person.email, password }, phone);
  await clock.advance(4 * minute);
  expect(await minutes()).toBe('9');
  await operations.signOut(token());
  await clock.advance(3 * minute);
  expect(await minutes()).toBe('12');
  await operations.signOut(other.refreshToken);
  await clock.advance(3 * minute);
  expect(await minutes()).toBe('12');
});

it('whoever has used up the limit is barred until the window has moved on', async () => {
  const { operations, clock, caller, bar, stay, token } = await limited();
  await stay(59 * minute);
  expect(await bar()).toBeNull();
  await clock.advance(minute);
  expect(await bar()).toEqual({
    reason: 'session-limit',
    message: 'The limit of 60 minutes on time online in 24 hours leaves nothing.',
  });
  expect(await operations.standings([caller.userId])).toEqual(new Map([[caller.userId, 'active']]));
  await operations.signOut(token());
  await clock.advance(23 * 60 * minute);
  expect((await bar())?.reason).toBe('session-limit');
  await clock.advance(minute);
  expect(await bar()).toBeNull();
});

it('is forgotten when no window reaches back to it', async () => {
  const { service, clock, caller } = await limited();
  const spans = async () =>
    (await database.pool.query('select from users.presence where user_id = $1', [caller.userId]))
      .rowCount;
  await clock.advance(34 * 1_440 * minute);
  await service.housekeep();
  expect(await spans()).toBe(1);
  await clock.advance(2 * 1_440 * minute);
  await service.housekeep();
  expect(await spans()).toBe(0);
});
