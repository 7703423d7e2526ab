import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../../platform/database/testing/test-database.ts';
import { browser, refusalOf, registration, userTestBed } from '../testing/user-test-bed.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function signedIn() {
  const bed = userTestBed(database.pool);
  const grant = await bed.operations.register(registration(), browser);
  const refresh = (token: string, from = browser) => bed.operations.refresh(token, from);
  const refused = (token: string, from = browser) => refusalOf(refresh(token, from));
  return { ...bed, grant, refresh, refused };
}

const day = 86_400_000;

describe('refresh tokens', () => {
  it('are replaced at each use', async () => {
    const { grant, refresh, operations, clock } = await signedIn();
    await clock.advance(300_000);
    const next = await refresh(grant.refreshToken);
    expect(next.refreshToken).not.toBe(grant.refreshToken);
    expect(next.profile).toEqual(grant.profile);
    expect(next.accessExpiresAtMs).toBe(clock.now() + 600_000);
    expect(await operations.verifyAccessToken(next.accessToken)).not.toBeNull();
    expect((await refresh(next.refreshToken)).profile.id).toBe(grant.profile.id);
  });

  it('end the whole session when an old one is used, for both parties', async () => {
    const { grant, refresh, refused, operations, clock } = await signedIn();
    const next = await refresh(grant.refreshToken);
    await clock.advance(10_000);
    expect(await refused(grant.refreshToken)).toBe('session-expired');
    expect(await refused(next.refreshToken)).toBe('session-expired');
    expect(await operations.verifyAccessToken(next.accessToken)).toBeNull();
    const { rows } = await database.pool.query(
      `select kind, address from users.security_event
        where user_id = $1 and kind = 'refresh-token-reused'`,
      [grant.profile.id],
    );
    expect(rows).toEqual([{ kind: 'refresh-token-reused', address: browser.address }]);
  });

  it('serve two tabs that wake at once', async () => {
    const { grant, refresh, refused, clock } = await signedIn();
    const tabs = await Promise.all([refresh(grant.refreshToken), refresh(grant.refreshToken)]);
    const [first, second] = tabs.map(({ refreshToken }) => refreshToken);
    expect(first).not.toBe(second);
    // Either may be the one that the browser kept.
    await clock.advance(60_000);
    const kept = await refresh(second!);
    await clock.advance(60_000);
    expect(await refused(first!)).toBe('session-expired');
    expect(await refused(kept.refreshToken)).toBe('session-expired');
  });

  it('are rotated once however many tabs wake at once', async () => {
    const { grant, refresh } = await signedIn();
    const tabs = await Promise.all(Array.from({ length: 8 }, () => refresh(grant.refreshToken)));
    const { rows } = await database.pool.query(
      `select generation from users.session where user_id = $1`,
      [grant.profile.id],
    );
    expect(rows).toEqual([{ generation: 2 }]);
    expect(new Set(tabs.map(({ refreshToken }) => refreshToken)).size).toBe(8);
    expect((await refresh(tabs[5]!.refreshToken)).profile).toEqual(grant.profile);
  });

  it('do not serve another client within the grace', async () => {
    const { grant, refresh, refused } = await signedIn();
    await refresh(grant.refreshToken);
    const thief = { address: '203.0.113.9', userAgent: 'Thief/1' };
    expect(await refused(grant.refreshToken, thief)).toBe('session-expired');
  });

  it('do not serve the grace once the replacement was used', async () => {
    const { grant, refresh, refused } = await signedIn();
    const next = await refresh(grant.refreshToken);
    await refresh(next.refreshToken);
    expect(await refused(grant.refreshToken)).toBe('session-expired');
  });

  it('end after a week without use, and after 30 days whatever happens', async () => {
    const idle = await signedIn();
    await idle.clock.advance(7 * day);
    expect(await idle.refused(idle.grant.refreshToken)).toBe('session-expired');

    const busy = await signedIn();
    let grant = busy.grant;
    for (let days = 0; days < 24; days += 6) {
      await busy.clock.advance(6 * day);
      grant = await busy.refresh(grant.refreshToken);
    }
    expect(grant.refreshExpiresAtMs).toBe(busy.clock.now() + 6 * day);
    await busy.clock.advance(6 * day - 60_000);
    grant = await busy.refresh(grant.refreshToken);
    expect(grant.accessExpiresAtMs).toBe(busy.clock.now() + 60_000);
    await busy.clock.advance(60_000);
    expect(await busy.refused(grant.refreshToken)).toBe('session-expired');
  });

  it.each(['', 'x', 'A'.repeat(43), "' or 1=1 --", 'é'.repeat(43)])('refuse %j', async (token) => {
    const { refused } = await signedIn();
    expect(await refused(token)).toBe('session-expired');
  });

  it('carry what the account says now', async () => {
    const { grant, refresh, operations } = await signedIn();
    await database.pool.query(`update users.account set role = 'operator' where id = $1`, [
      grant.profile.id,
    ]);
    const { accessToken } = await refresh(grant.refreshToken);
    expect(await operations.verifyAccessToken(accessToken)).toMatchObject({ role: 'operator' });
  });
});

describe('signing out', () => {
  it('ends this session at once and no other', async () => {
    const { operations, grant, refused } = await signedIn();
    const other = await signedIn();
    expect(await operations.verifyAccessToken(grant.accessToken)).not.toBeNull();
    await operations.signOut(grant.refreshToken);
    await operations.signOut(grant.refreshToken);
    expect(await operations.verifyAccessToken(grant.accessToken)).toBeNull();
    expect(await refused(grant.refreshToken)).toBe('session-expired');
    expect(await other.operations.verifyAccessToken(other.grant.accessToken)).not.toBeNull();
  });

  it('reaches another process within the delay of the setting', async () => {
    const { operations, grant, clock } = await signedIn();
    const elsewhere = userTestBed(database.pool, {}, clock).operations;
    expect(await elsewhere.verifyAccessToken(grant.accessToken)).not.toBeNull();
    await operations.signOut(grant.refreshToken);
    await clock.advance(2_000);
    expect(await elsewhere.verifyAccessToken(grant.accessToken)).toBeNull();
  });

  it('takes a token it does not know without a word', async () => {
    const { operations } = await signedIn();
    await operations.signOut('nonsense');
    await operations.signOut('A'.repeat(43));
  });
});

it('housekeeping deletes sessions that are long over, and only those', async () => {
  const { service, operations, grant, clock } = await signedIn();
  await clock.advance(31 * day + 1);
  const young = await operations.register(registration(), browser);
  await service.housekeep();
  const { rows } = await database.pool.query(
    `select user_id from users.session where user_id = any($1::uuid[])`,
    [[grant.profile.id, young.profile.id]],
  );
  expect(rows).toEqual([{ user_id: young.profile.id }]);
});
