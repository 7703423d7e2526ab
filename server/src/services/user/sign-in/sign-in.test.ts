import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededIds } from '../../../platform/adapters/simulated/ids.ts';
import { seededRandom } from '../../../platform/adapters/simulated/random.ts';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../../platform/database/testing/test-database.ts';
import { silentLogger } from '../../../platform/telemetry/logger.ts';
import { createUserService } from '../index.ts';
import {
  browser,
  callerOf,
  refusalOf,
  registration,
  testSettings,
  userTestBed,
} from '../testing/user-test-bed.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

let addresses = 0;
/** A client whose address no other test has used. */
const newClient = () => {
  addresses += 1;
  return { address: `198.51.100.${addresses}`, userAgent: 'Browser/1' };
};

async function person() {
  const bed = userTestBed(database.pool);
  const request = registration();
  const { profile } = await bed.operations.register(request, browser);
  const { email, password } = request;
  const client = newClient();
  const attempt = (password: string, from = client) =>
    refusalOf(bed.operations.signIn({ email, password }, from));
  return { ...bed, profile, email, password, client, attempt };
}

describe('signing in', () => {
  it('takes the right password, whatever the case of the email', async () => {
    const { operations, email, password, profile, client } = await person();
    const grant = await operations.signIn({ email: email.toUpperCase(), password }, client);
    expect(grant.profile).toEqual(profile);
  });

  it('answers a wrong password and an unknown email alike', async () => {
    const { operations, email, client } = await person();
    const wrong = operations.signIn({ email, password: 'wrong' }, client);
    const unknown = operations.signIn({ email: 'x@example.com', password: 'wrong' }, client);
    const [first, second] = await Promise.allSettled([wrong, unknown]);
    expect(first).toMatchObject({ reason: { type: 'invalid-credentials' } });
    expect(second).toEqual(first);
  });

  it('makes an email wait after repeated failures, longer each time', async () => {
    const { attempt, clock, password } = await person();
    for (let n = 0; n < 3; n += 1) expect(await attempt('wrong')).toBe('invalid-credentials');
    expect(await attempt(password)).toBe('too-many-requests');
    await clock.advance(60_000);
    expect(await attempt('wrong')).toBe('invalid-credentials');
    await clock.advance(60_000);
    expect(await attempt(password)).toBe('too-many-requests');
    await clock.advance(60_000);
    expect(await attempt(password)).toBe('not refused');
    expect(await attempt('wrong')).toBe('invalid-credentials');
    expect(await attempt('wrong')).toBe('invalid-credentials');
    expect(await attempt(password)).toBe('not refused');
  });

  it('says how long to wait', async () => {
    const { operations, email, attempt, clock, client } = await person();
    for (let n = 0; n < 3; n += 1) await attempt('wrong');
    await clock.advance(18_500);
    await expect(operations.signIn({ email, password: 'x' }, client)).rejects.toThrow(/42 seconds/);
  });

  it('makes an unknown email wait as well', async () => {
    const { operations } = await person();
    const client = newClient();
    const request = { email: 'ghost@example.com', password: 'wrong' };
    const answers: string[] = [];
    for (let n = 0; n < 4; n += 1)
      answers.push(await refusalOf(operations.signIn(request, client)));
    expect(answers.at(-1)).toBe('too-many-requests');
  });

  it('counts guesses that come at once', async () => {
    const { attempt } = await person();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => attempt(`guess ${n}`)));
    expect(answers.filter((answer) => answer === 'invalid-credentials')).toHaveLength(3);
  });

  it('makes an address wait that tries many emails, and the rest of its IPv6 network', async () => {
    const { operations } = await person();
    const tries = (address: string, n: number) =>
      refusalOf(
        operations.signIn(
          { email: `sprayed-${n}@example.com`, password: 'x' },
          { address, userAgent: '' },
        ),
      );
    for (let n = 0; n < 10; n += 1) {
      expect(await tries(`2001:db8:0:7::${n}`, n)).toBe('invalid-credentials');
    }
    expect(await tries('2001:0db8::7:ffff:1:2:3', 11)).toBe('too-many-requests');
    expect(await tries('2001:db8:0:8::1', 12)).toBe('invalid-credentials');
  });

  it('does not let a good sign-in clear the count of an address', async () => {
    const { operations, attempt, password, client } = await person();
    for (let n = 0; n < 9; n += 1) {
      await refusalOf(operations.signIn({ email: `e${n}@example.com`, password: 'x' }, client));
    }
    expect(await attempt(password)).toBe('not refused');
    expect(await attempt('wrong')).toBe('invalid-credentials');
    expect(await attempt(password)).toBe('too-many-requests');
  });

  it('lets a self-excluded person in, and a closed account not', async () => {
    const { service, operations, profile, attempt, password } = await person();
    await operations.selfExclude(callerOf(profile), { months: 6 });
    expect(await attempt(password)).toBe('not refused');
    expect((await operations.profile(profile.id)).status).toBe('self-excluded');
    await service.close(profile.id, 'asked for it');
    expect(await attempt(password)).toBe('account-blocked');
    expect(await attempt('wrong')).toBe('invalid-credentials');
  });

  it('records failures with their reason, and the wait once', async () => {
    const { attempt, profile } = await person();
    for (let n = 0; n < 5; n += 1) await attempt('wrong');
    const { rows } = await database.pool.query(
      `select kind, count(*)::int from users.security_event
        where user_id = $1 and kind like 'sign-in-%' group by 1 order by 1`,
      [profile.id],
    );
    expect(rows).toEqual([
      { kind: 'sign-in-blocked', count: 1 },
      { kind: 'sign-in-failed', count: 3 },
    ]);
  });

  it('hashes the password anew when the cost has been raised', async () => {
    const { email, password, profile, clock, client } = await person();
    const { operations } = createUserService({
      pool: database.pool,
      clock,
      ids: seededIds(clock, 99),
      random: seededRandom(100),
      logger: silentLogger,
      settings: { ...testSettings, password: { memoryKib: 16, passes: 2, parallelism: 1 } },
    });
    await operations.signIn({ email, password }, client);
    const { rows } = await database.pool.query(
      `select password_hash from users.account where id = $1`,
      [profile.id],
    );
    expect(rows[0].password_hash).toMatch(/m=16,t=2/);
    expect((await operations.signIn({ email, password }, client)).profile.id).toBe(profile.id);
  });
});
