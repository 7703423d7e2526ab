import { ServiceRefusal, type UserOperations } from '@winnex/contracts';
import type { Pool } from 'pg';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { Random } from '../../platform/ports/random.ts';
import type { Logger } from '../../platform/telemetry/logger.ts';
import {
  type DemoAccount,
  type DemoAccounts,
  ensureDemoAccounts,
  lockDemoAccounts,
} from './demo-accounts.ts';
import { findAccount, profileOf } from './identity/accounts.ts';
import { accountClosing, type CloseAccount } from './identity/close-account.ts';
import { passwordHasher } from './identity/password-hash.ts';
import { register } from './identity/register.ts';
import { securityEventRecorder } from './identity/security-events.ts';
import type { ImposedLimit } from './responsible-gambling/change-limits.ts';
import { customerPermissions } from './responsible-gambling/permissions.ts';
import { deletePresenceBefore } from './responsible-gambling/presence.ts';
import { responsibleGambling } from './responsible-gambling/responsible-gambling.ts';
import { revokedSessions } from './sessions/revoked-sessions.ts';
import { deleteSessionsExpiredBefore } from './sessions/session-store.ts';
import { createSessions } from './sessions/sessions.ts';
import { CLOCK_SKEW_MS, type UserSettings } from './settings.ts';
import { signIn } from './sign-in/sign-in.ts';
import { signInThrottle } from './sign-in/throttle.ts';
import { accessTokens } from './tokens/access-token.ts';
import { signingKeys } from './tokens/signing-keys.ts';

export { type DemoAccount, type DemoAccounts, demoEmails } from './demo-accounts.ts';
export type { ImposedLimit } from './responsible-gambling/change-limits.ts';
export type { UserSettings } from './settings.ts';

/** Longer than any window of a session limit. */
const PRESENCE_KEPT_MS = 35 * 86_400_000;

export interface UserService {
  readonly operations: UserOperations;
  readonly close: CloseAccount;
  /** Puts an operator's limit on a customer, or takes it off; the lower of the two counts. */
  imposeLimit(userId: string, limit: ImposedLimit): Promise<void>;
  /** Creates the demo bettor and operator, or gives them these passwords again. */
  ensureDemoAccounts(demo: DemoAccounts): Promise<DemoAccount[]>;
  /** Makes the demo accounts of earlier starts open to nobody. */
  lockDemoAccounts(): Promise<void>;
  /** Deletes what has no further use: sessions over for a day, old sign-in counts and presence. */
  housekeep(): Promise<void>;
}

/** Who a person is: registration, sign-in, sessions, access tokens and standing. */
export function createUserService(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly logger: Logger;
  readonly settings: UserSettings;
}): UserService {
  const { pool, clock, ids, settings } = deps;
  const hasher = passwordHasher(settings.password, deps.random);
  const record = securityEventRecorder(clock, ids);
  const throttle = signInThrottle(pool, clock, settings.signIn);
  const revoked = revokedSessions({
    pool,
    clock,
    delayMs: settings.tokens.revocationDelayMs,
    memoryMs: settings.tokens.accessTtlMs + 2 * CLOCK_SKEW_MS,
  });
  const keys = signingKeys({ ...deps, settings: settings.tokens });
  const tokens = accessTokens({ keys, revoked, clock, ids, settings: settings.tokens });
  const sessions = createSessions({ ...deps, tokens, revoked, record, settings: settings.tokens });
  const permissions = customerPermissions({ pool, clock });
  const { forget } = permissions;
  const gambling = responsibleGambling({ pool, clock, ids, record, permissions });

  const operations: UserOperations = {
    register: register({ ...deps, hasher, sessions, record, settings: settings.registration }),
    signIn: signIn({ pool, hasher, throttle, sessions, record }),
    refresh: sessions.refresh,
    signOut: sessions.signOut,
    verifyAccessToken: tokens.verify,
    ...gambling.operations,
    async profile(userId) {
      const account = await findAccount(pool, userId);
      if (account === null) throw new ServiceRefusal('not-found', 'There is no such account.');
      return profileOf(account, clock.now());
    },
  };

  return {
    operations,
    close: accountClosing({ pool, clock, revoked, record, forget }),
    imposeLimit: gambling.impose,
    ensureDemoAccounts: (demo) => ensureDemoAccounts({ ...deps, hasher, record }, demo),
    lockDemoAccounts: () => lockDemoAccounts({ ...deps, hasher, record }),
    async housekeep() {
      await deleteSessionsExpiredBefore(pool, clock.now() - 86_400_000);
      await deletePresenceBefore(pool, clock.now() - PRESENCE_KEPT_MS);
      await throttle.forget();
    },
  };
}
