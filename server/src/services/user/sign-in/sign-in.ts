import {
  type ClientDescription,
  ServiceRefusal,
  type SessionGrant,
  type SignInRequest,
} from '@winnex/contracts';
import type { Pool } from 'pg';
import { transaction } from '../../../platform/database/pool.ts';
import { type Account, changePasswordHash, findAccountByEmail } from '../identity/accounts.ts';
import { normaliseEmail } from '../identity/email.ts';
import type { PasswordHasher } from '../identity/password-hash.ts';
import type { RecordSecurityEvent } from '../identity/security-events.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { SignInThrottle, ThrottleSubject } from './throttle.ts';

/**
 * Signs a person in. An unknown email and a wrong password are answered alike, take as long, and
 * are made to wait alike. A self-excluded person is let in, to see and to take out money.
 */
export function signIn(deps: {
  readonly pool: Pool;
  readonly hasher: PasswordHasher;
  readonly throttle: SignInThrottle;
  readonly sessions: Sessions;
  readonly record: RecordSecurityEvent;
}): (request: SignInRequest, from: ClientDescription) => Promise<SessionGrant> {
  const { pool, hasher, throttle, sessions, record } = deps;

  async function take(subject: ThrottleSubject): Promise<void> {
    const waitMs = await throttle.take(subject);
    if (waitMs === 0) return;
    const seconds = Math.ceil(waitMs / 1_000);
    throw new ServiceRefusal(
      'too-many-requests',
      `Too many failed sign-ins. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    );
  }

  /** Records why the attempt failed, and the wait that it brought about. */
  async function recordFailure(
    account: Account | null,
    subjects: readonly ThrottleSubject[],
    from: ClientDescription,
  ): Promise<void> {
    const event = { userId: account?.id ?? null, client: from };
    const reason = account === null ? 'unknown email' : 'wrong password';
    await record(pool, { ...event, kind: 'sign-in-failed', detail: { reason } });
    for (const subject of subjects) {
      if (!(await throttle.isBlocked(subject))) continue;
      await record(pool, { ...event, kind: 'sign-in-blocked', detail: { ...subject } });
    }
  }

  return async (request, from) => {
    const emailText = normaliseEmail(request.email);
    const email = throttle.email(emailText);
    const address = throttle.address(from.address);
    await take(address);
    await take(email);

    const account = await findAccountByEmail(pool, emailText);
    const right = await hasher.verify(account?.passwordHash ?? null, request.password);
    if (account === null || !right) {
      await recordFailure(account, [email, address], from);
      throw new ServiceRefusal('invalid-credentials', 'The email or the password is not right.');
    }
    if (account.status === 'closed') {
      const detail = { reason: 'account closed' };
      await record(pool, { kind: 'sign-in-refused', userId: account.id, client: from, detail });
      throw new ServiceRefusal('account-blocked', 'This account is closed.');
    }

    const rehashed = hasher.isOutdated(account.passwordHash)
      ? await hasher.hash(request.password)
      : null;
    const opened = await transaction(pool, async (client) => {
      await throttle.succeed(client, email, address);
      if (rehashed !== null) await changePasswordHash(client, account.id, rehashed);
      await record(client, { kind: 'signed-in', userId: account.id, client: from });
      return sessions.open(client, account.id, from);
    });
    return sessions.grant(account, opened);
  };
}
