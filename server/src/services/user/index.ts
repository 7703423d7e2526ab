import { ServiceRefusal, type UserOperations } from '@winnex/contracts';
import type { Pool } from 'pg';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { Random } from '../../platform/ports/random.ts';
import type { Logger } from '../../platform/telemetry/logger.ts';
import { type DemoAccount, type DemoAccounts, ensureDemoAccounts } from './demo-accounts.ts';
import { findAccount, profileOf } from './identity/accounts.ts';
import { passwordHasher } from './identity/password-hash.ts';
import { register } from './identity/register.ts';
import { securityEventRecorder } from './identity/security-events.ts';
import { type AccountStanding, accountStanding } from './identity/standing.ts';
import { revokedSessions } from './sessions/revoked-sessions.ts';
import { deleteSessionsExpiredBefore } from './sessions/session-store.ts';
import { createSessions } from './sessions/sessions.ts';
import { CLOCK_SKEW_MS, type UserSettings } from './settings.ts';
import { signIn } from './sign-in/sign-in.ts';
import { signInThrottle } from './sign-in/throttle.ts';
import { accessTokens } from './tokens/access-token.ts';
import { signingKeys } from './tokens/signing-keys.ts';

export { type DemoAccount, type DemoAccounts, demoEmails } from './demo-accounts.ts';
export type { UserSettings } from './settings.ts';

export interface UserService extends Pick<AccountStanding, 'selfExclude' | 'close'> {
  readonly operations: UserOperations;
  /** Creates the demo bettor and operator, or gives them these passwords again. */
  ensureDemoAccounts(demo: DemoAccounts): Promise<DemoAccount[]>;
  /** Deletes what has no further use: sessions over for a day, old sign-in counts. */
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
  const { standings, selfExclude, close } = accountStanding({ pool, clock, revoked, record });

  const operations: UserOperations = {
    register: register({ ...deps, hasher, sessions, record, settings: settings.registration }),
    signIn: signIn({ pool, hasher, throttle, sessions, record }),
    refresh: sessions.refresh,
    signOut: sessions.signOut,
    verifyAccessToken: tokens.verify,
    standings,
    async profile(userId) {
      const account = await findAccount(pool, userId);
      if (account === null) throw new ServiceRefusal('not-found', 'There is no such account.');
      return profileOf(account, clock.now());
    },
  };

  return {
    operations,
    selfExclude,
    close,
    ensureDemoAccounts: (demo) => ensureDemoAccounts({ ...deps, hasher, record }, demo),
    async housekeep() {
      await deleteSessionsExpiredBefore(pool, clock.now() - 86_400_000);
      await throttle.forget();
    },
  };
}
