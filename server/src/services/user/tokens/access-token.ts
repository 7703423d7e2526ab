import { hash, type KeyObject } from 'node:crypto';
import type { Caller } from '@winnex/contracts';
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Ids } from '../../../platform/ports/ids.ts';
import type { RevokedSessions } from '../sessions/revoked-sessions.ts';
import { CLOCK_SKEW_MS, type TokenSettings } from '../settings.ts';
import { boundedCache } from './bounded-cache.ts';
import type { SigningKeys } from './signing-keys.ts';

export interface VerifiedToken extends Caller {
  readonly expiresAtMs: number;
}

export interface AccessTokens {
  /** Signs a token of `sessionId` that ends after the setting's time, or with the session. */
  issue(
    caller: Caller,
    sessionId: string,
    sessionEndsAtMs: number,
  ): Promise<{ readonly token: string; readonly expiresAtMs: number }>;
  /** Null when the token is not one of ours, is out of its time or its session has ended. */
  verify(token: string): Promise<VerifiedToken | null>;
}

/** Pinned: a token that names another algorithm, `none` included, is not looked at further. */
const ALGORITHM = 'EdDSA';
/** RFC 9068: says that it is an access token, so that no other JWT of ours passes for one. */
const TOKEN_TYPE = 'at+jwt';
/** Ours have some 500 characters. */
const TOKEN_LENGTH_MAX = 2_000;

/**
 * Access tokens after RFC 9068, signed with Ed25519. Checking one that was seen before costs a hash
 * and a lookup; whether its session has ended is asked each time.
 */
export function accessTokens(deps: {
  readonly keys: SigningKeys;
  readonly revoked: RevokedSessions;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly settings: TokenSettings;
}): AccessTokens {
  const { keys, revoked, clock, ids, settings } = deps;
  const verified = boundedCache<VerifiedToken & { readonly sessionId: string }>(
    settings.verifiedMax,
  );

  async function keyFor(header: { readonly kid?: string }): Promise<KeyObject> {
    const key = header.kid === undefined ? null : await keys.publicKey(header.kid);
    if (key === null) throw new errors.JWKSNoMatchingKey();
    return key;
  }

  async function check(token: string) {
    try {
      const { payload } = await jwtVerify(token, keyFor, {
        algorithms: [ALGORITHM],
        typ: TOKEN_TYPE,
        issuer: settings.issuer,
        audience: settings.audience,
        requiredClaims: ['sub', 'sid', 'role', 'currency', 'exp', 'nbf'],
        clockTolerance: CLOCK_SKEW_MS / 1_000,
        currentDate: new Date(clock.now()),
      });
      return readClaims(payload);
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  return {
    async issue(caller, sessionId, sessionEndsAtMs) {
      const nowMs = clock.now();
      // Whole seconds, as JWT has them, and never past the session.
      const issuedAt = Math.floor(nowMs / 1_000);
      const expiresAt = Math.floor(Math.min(nowMs + settings.accessTtlMs, sessionEndsAtMs) / 1_000);
      const { kid, privateKey } = await keys.current();
      const token = await new SignJWT({
        sid: sessionId,
        role: caller.role,
        currency: caller.currency,
      })
        .setProtectedHeader({ alg: ALGORITHM, kid, typ: TOKEN_TYPE })
        .setIssuer(settings.issuer)
        .setAudience(settings.audience)
        .setSubject(caller.userId)
        .setJti(ids.next())
        .setIssuedAt(issuedAt)
        .setNotBefore(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(privateKey);
      return { token, expiresAtMs: expiresAt * 1_000 };
    },

    async verify(token) {
      if (token.length > TOKEN_LENGTH_MAX) return null;
      const cacheKey = hash('sha256', token, 'base64');
      let known = verified.get(cacheKey) ?? null;
      if (known === null) {
        known = await check(token);
        if (known === null) return null;
        verified.set(cacheKey, known);
      }
      if (clock.now() >= known.expiresAtMs + CLOCK_SKEW_MS) {
        verified.delete(cacheKey);
        return null;
      }
      if (await revoked.has(known.sessionId)) return null;
      const { sessionId: _, ...caller } = known;
      return caller;
    },
  };
}

function readClaims(payload: JWTPayload) {
  const { sub, sid, role, currency, exp } = payload;
  if (typeof sub !== 'string' || typeof sid !== 'string' || typeof currency !== 'string') {
    return null;
  }
  if ((role !== 'bettor' && role !== 'operator') || typeof exp !== 'number') return null;
  return { userId: sub, sessionId: sid, role, currency, expiresAtMs: exp * 1_000 } as const;
}
