import type { Role } from '@winnex/contracts';
import type { Pool } from 'pg';
import { transaction } from '../../platform/database/pool.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { Random } from '../../platform/ports/random.ts';
import { changePasswordHash, findAccountByEmail, insertAccount } from './identity/accounts.ts';
import type { PasswordHasher } from './identity/password-hash.ts';
import type { RecordSecurityEvent } from './identity/security-events.ts';
import { revokeSessions } from './sessions/session-store.ts';

export interface DemoAccounts {
  readonly bettorPassword: string;
  readonly operatorPassword: string;
  readonly country: string;
  readonly currency: string;
}

export interface DemoAccount {
  readonly userId: string;
  readonly email: string;
  readonly role: Role;
}

/** `.example` is reserved (RFC 2606): nobody receives mail there. */
export const demoEmails: Readonly<Record<Role, string>> = {
  bettor: 'demo@winnex.example',
  operator: 'operator@winnex.example',
};

/**
 * Sees to it that the demo accounts exist and open with the passwords given. Their passwords are
 * known to everybody, so this is for trying Winnex out and is off where real money moves.
 */
export async function ensureDemoAccounts(
  deps: {
    readonly pool: Pool;
    readonly clock: Clock;
    readonly ids: Ids;
    readonly hasher: PasswordHasher;
    readonly record: RecordSecurityEvent;
  },
  demo: DemoAccounts,
): Promise<DemoAccount[]> {
  const { pool, clock, ids, hasher, record } = deps;

  async function ensure(role: Role, displayName: string, password: string): Promise<DemoAccount> {
    const email = demoEmails[role];
    const known = await findAccountByEmail(pool, email);
    if (known === null) {
      const account = {
        id: ids.next(),
        email,
        passwordHash: await hasher.hash(password),
        displayName,
        dateOfBirth: '1990-01-01',
        country: demo.country,
        currency: demo.currency,
        role,
        createdAtMs: clock.now(),
      };
      const created = await transaction(pool, async (client) => {
        const inserted = await insertAccount(client, account);
        if (inserted) await record(client, { kind: 'registered', userId: account.id });
        return inserted;
      });
      // Another process was quicker; its account stands.
      return created ? { userId: account.id, email, role } : ensure(role, displayName, password);
    }
    if (!(await hasher.verify(known.passwordHash, password))) {
      await changePasswordHash(pool, known.id, await hasher.hash(password));
      await record(pool, { kind: 'password-reset', userId: known.id });
    }
    return { userId: known.id, email, role };
  }

  return [
    await ensure('bettor', 'Demo Bettor', demo.bettorPassword),
    await ensure('operator', 'Demo Operator', demo.operatorPassword),
  ];
}

/**
 * Makes the demo accounts, where they exist, open to nobody: a random password that is told to no
 * one, and no session. `ensureDemoAccounts` gives them their passwords again.
 */
export async function lockDemoAccounts(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly hasher: PasswordHasher;
  readonly record: RecordSecurityEvent;
}): Promise<void> {
  const { pool, clock, random, hasher, record } = deps;
  for (const email of Object.values(demoEmails)) {
    const account = await findAccountByEmail(pool, email);
    if (account === null) continue;
    const unknown = await hasher.hash(Buffer.from(random.bytes(32)).toString('base64url'));
    await changePasswordHash(pool, account.id, unknown);
    await transaction(pool, (client) =>
      revokeSessions(client, { userId: account.id }, 'signed-out', clock.now()),
    );
    await record(pool, { kind: 'password-reset', userId: account.id });
  }
}
