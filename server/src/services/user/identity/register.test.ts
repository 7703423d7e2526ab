import type { RegisterRequest } from '@winnex/contracts';
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

describe('registration', () => {
  it('opens an account and signs the person in', async () => {
    const { operations } = userTestBed(database.pool);
    const request = registration({ email: ' Maria@Example.com ', displayName: ' Maria R. ' });
    const grant = await operations.register(request, browser);
    expect(grant.profile).toMatchObject({
      email: 'maria@example.com',
      displayName: 'Maria R.',
      role: 'bettor',
      status: 'active',
      createdAt: '2026-11-22T12:00:00.000Z',
    });
    expect(await operations.profile(grant.profile.id)).toEqual(grant.profile);
    expect(await operations.verifyAccessToken(grant.accessToken)).toEqual({
      userId: grant.profile.id,
      role: 'bettor',
      currency: 'GBP',
      expiresAtMs: grant.accessExpiresAtMs,
    });
  });

  it('keeps neither the password nor the refresh token', async () => {
    const { operations } = userTestBed(database.pool);
    const request = registration({ password: 'canary in the mine' });
    const grant = await operations.register(request, browser);
    const { rows } = await database.pool.query(
      `select (select string_agg(a::text, ' ') from users.account a) || ' ' ||
              (select string_agg(t::text, ' ') from users.refresh_token t) || ' ' ||
              (select string_agg(e::text, ' ') from users.security_event e) as everything`,
    );
    expect(rows[0].everything).toContain('$argon2id$');
    expect(rows[0].everything).not.toContain('canary');
    expect(rows[0].everything).not.toContain(grant.refreshToken);
  });

  it('takes an email once, however it is written and however many come at once', async () => {
    const { operations } = userTestBed(database.pool);
    const emails = ['twin@example.com', 'TWIN@example.com', ' twin@Example.com'];
    const answers = await Promise.all(
      emails.map((email) => refusalOf(operations.register(registration({ email }), browser))),
    );
    expect(answers.sort()).toEqual(['email-taken', 'email-taken', 'not refused']);
  });

  it.each<[Partial<RegisterRequest>, string, RegExp]>([
    [{ email: 'nobody' }, '/email', /name@example.com/],
    [{ password: 'Password123' }, '/password', /guessed/],
    [{ displayName: ' \u200b ' }, '/displayName', /control/],
    [{ dateOfBirth: '2008-11-23' }, '/dateOfBirth', /18 or older/],
    [{ dateOfBirth: '2005-12-01', country: 'BE' }, '/dateOfBirth', /21 or older/],
    [{ dateOfBirth: '2001-02-30' }, '/dateOfBirth', /YYYY-MM-DD/],
    [{ country: 'KP' }, '/country', /KP/],
    [{ currency: 'XAU' }, '/currency', /EUR, GBP/],
  ])('refuses %j', async (change, pointer, why) => {
    const { operations } = userTestBed(database.pool);
    const answer = operations.register(registration(change), browser);
    await expect(answer).rejects.toMatchObject({
      type: 'registration-refused',
      errors: [{ pointer, detail: expect.stringMatching(why) }],
    });
  });

  it('names every fault at once', async () => {
    const { operations } = userTestBed(database.pool);
    const request = registration({ email: 'x', password: 'short', currency: 'XAU' });
    await expect(operations.register(request, browser)).rejects.toMatchObject({
      errors: [{ pointer: '/email' }, { pointer: '/password' }, { pointer: '/currency' }],
    });
  });

  it('records what happened, where nobody can change it', async () => {
    const { operations } = userTestBed(database.pool);
    const { profile } = await operations.register(registration(), browser);
    const { rows } = await database.pool.query(
      `select kind, address, user_agent from users.security_event where user_id = $1`,
      [profile.id],
    );
    expect(rows).toEqual([{ kind: 'registered', address: '192.0.2.7', user_agent: 'Browser/1' }]);
    await expect(database.pool.query('delete from users.security_event')).rejects.toThrow(
      /never changed/,
    );
  });
});
