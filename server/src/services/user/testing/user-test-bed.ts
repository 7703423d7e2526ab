import type { Caller, Profile, RegisterRequest } from '@winnex/contracts';
import type { Pool } from 'pg';
import { virtualClock } from '../../../platform/adapters/simulated/clock.ts';
import { seededIds } from '../../../platform/adapters/simulated/ids.ts';
import { seededRandom } from '../../../platform/adapters/simulated/random.ts';
import { silentLogger } from '../../../platform/telemetry/logger.ts';
import { createUserService, type UserSettings } from '../index.ts';

export const testSettings: UserSettings = {
  registration: { countries: ['GB', 'BE'], currencies: ['EUR', 'GBP'], minimumAge: 18 },
  // The least that argon2 takes: these tests are not about the cost.
  password: { memoryKib: 8, passes: 1, parallelism: 1 },
  signIn: {
    emailFailuresMax: 3,
    addressFailuresMax: 10,
    backOffMs: 60_000,
    backOffMsMax: 900_000,
    forgetAfterMs: 3_600_000,
  },
  tokens: {
    issuer: 'winnex',
    audience: 'winnex-api',
    accessTtlMs: 600_000,
    refreshIdleMs: 7 * 86_400_000,
    refreshAbsoluteMs: 30 * 86_400_000,
    refreshGraceMs: 10_000,
    revocationDelayMs: 2_000,
    keyRotationMs: 90 * 86_400_000,
    keySecret: null,
    verifiedMax: 1_000,
  },
};

export const startMs = Date.parse('2026-11-22T12:00:00Z');
export const browser = { address: '192.0.2.7', userAgent: 'Browser/1' };

let people = 0;

/** A registration that is in order, with an email of its own. */
export function registration(change: Partial<RegisterRequest> = {}): RegisterRequest {
  people += 1;
  return {
    email: `person-${people}@example.com`,
    password: 'seven green kettles',
    displayName: 'Maria',
    dateOfBirth: '1990-05-17',
    country: 'GB',
    currency: 'GBP',
    ...change,
  };
}

/** A user service on a clock that stands still. Two on one pool and clock are two processes. */
export function userTestBed(
  pool: Pool,
  change: Partial<UserSettings['tokens']> = {},
  clock = virtualClock(startMs),
) {
  // A seed of its own each time: two processes never draw the same ids.
  const seed = Number.parseInt(crypto.randomUUID().slice(0, 8), 16);
  const service = createUserService({
    pool,
    clock,
    ids: seededIds(clock, seed),
    random: seededRandom(seed + 1),
    logger: silentLogger,
    settings: { ...testSettings, tokens: { ...testSettings.tokens, ...change } },
  });
  return { service, operations: service.operations, clock };
}

/** The person as his access token names him. */
export const callerOf = ({ id, role, currency }: Profile): Caller => ({
  userId: id,
  role,
  currency,
});

/** The problem type of the refusal that a promise rejects with. */
export async function refusalOf(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
  } catch (error) {
    return (error as { type?: string }).type ?? String(error);
  }
  return 'not refused';
}
