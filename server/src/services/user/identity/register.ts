import {
  type ClientDescription,
  type RegisterRequest,
  ServiceRefusal,
  type SessionGrant,
} from '@winnex/contracts';
import type { Pool } from 'pg';
import { transaction } from '../../../platform/database/pool.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Ids } from '../../../platform/ports/ids.ts';
import { notExcluded } from '../responsible-gambling/exclusion.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { RegistrationSettings } from '../settings.ts';
import { insertAccount } from './accounts.ts';
import type { PasswordHasher } from './password-hash.ts';
import { readRegistration } from './read-registration.ts';
import type { RecordSecurityEvent } from './security-events.ts';

/** Opens an account for a bettor and signs the person in. */
export function register(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hasher: PasswordHasher;
  readonly sessions: Sessions;
  readonly record: RecordSecurityEvent;
  readonly settings: RegistrationSettings;
}): (request: RegisterRequest, from: ClientDescription) => Promise<SessionGrant> {
  const { pool, clock, ids, hasher, sessions, record, settings } = deps;
  return async (request, from) => {
    const { password, ...person } = readRegistration(request, settings, clock.now());
    const account = {
      ...person,
      id: ids.next(),
      passwordHash: await hasher.hash(password),
      role: 'bettor',
      createdAtMs: clock.now(),
    } as const;
    const opened = await transaction(pool, async (client) => {
      if (!(await insertAccount(client, account))) throw emailTaken();
      await record(client, { kind: 'registered', userId: account.id, client: from });
      return sessions.open(client, account.id, from);
    });
    return sessions.grant({ ...account, status: 'active', ...notExcluded }, opened);
  };
}

function emailTaken(): ServiceRefusal {
  return new ServiceRefusal('email-taken', 'That email has an account. Sign in instead.', [
    { pointer: '/email', detail: 'It has an account.' },
  ]);
}
