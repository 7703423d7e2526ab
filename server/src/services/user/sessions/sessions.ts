import { type ClientDescription, ServiceRefusal, type SessionGrant } from '@winnex/contracts';
import type { ClientBase, Pool } from 'pg';
import { transaction } from '../../../platform/database/pool.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Ids } from '../../../platform/ports/ids.ts';
import type { Random } from '../../../platform/ports/random.ts';
import { type Account, findAccount, profileOf } from '../identity/accounts.ts';
import type { RecordSecurityEvent } from '../identity/security-events.ts';
import { notePresence } from '../responsible-gambling/presence.ts';
import type { TokenSettings } from '../settings.ts';
import type { AccessTokens } from '../tokens/access-token.ts';
import { judgeRefresh } from './judge-refresh.ts';
import { isRefreshToken, newRefreshToken, refreshTokenHash } from './refresh-token.ts';
import type { RevokedSessions } from './revoked-sessions.ts';
import {
  advanceSession,
  agentOf,
  insertRefreshToken,
  insertSession,
  lockSessionOfToken,
  revokeSessions,
} from './session-store.ts';

/** A session as stored, still without the access token that is signed once it has committed. */
export interface OpenedSession {
  readonly sessionId: string;
  readonly refreshToken: string;
  readonly expiresAtMs: number;
}

export interface Sessions {
  /** Opens a session inside the caller's transaction. */
  open(client: ClientBase, userId: string, from: ClientDescription): Promise<OpenedSession>;
  /** What the caller of a sign-in, registration or refresh is given. */
  grant(account: Account, opened: OpenedSession): Promise<SessionGrant>;
  refresh(refreshToken: string, from: ClientDescription): Promise<SessionGrant>;
  signOut(refreshToken: string): Promise<void>;
}

/** Sessions and the rotation of their refresh tokens. */
export function createSessions(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly tokens: AccessTokens;
  readonly revoked: RevokedSessions;
  readonly record: RecordSecurityEvent;
  readonly settings: TokenSettings;
}): Sessions {
  const { pool, clock, ids, random, tokens, revoked, record, settings } = deps;

  async function hand(
    client: ClientBase,
    { userId, sessionId }: { readonly userId: string; readonly sessionId: string },
    generation: number,
  ): Promise<string> {
    const token = newRefreshToken(random);
    const hash = refreshTokenHash(token);
    const nowMs = clock.now();
    await insertRefreshToken(client, { hash, sessionId, generation, nowMs });
    const untilMs = nowMs + settings.accessTtlMs;
    await notePresence(client, { userId, sessionId, nowMs, untilMs });
    return token;
  }

  async function grant(account: Account, opened: OpenedSession): Promise<SessionGrant> {
    const nowMs = clock.now();
    const caller = { userId: account.id, role: account.role, currency: account.currency };
    const access = await tokens.issue(caller, opened.sessionId, opened.expiresAtMs);
    return {
      profile: profileOf(account, nowMs),
      accessToken: access.token,
      accessExpiresAtMs: access.expiresAtMs,
      refreshToken: opened.refreshToken,
      refreshExpiresAtMs: Math.min(nowMs + settings.refreshIdleMs, opened.expiresAtMs),
    };
  }

  type Refreshed =
    | { readonly kind: 'granted'; readonly account: Account; readonly opened: OpenedSession }
    | { readonly kind: 'over' }
    | { readonly kind: 'reuse'; readonly revokedIds: readonly string[] };

  /** Everything about one refresh under the session's lock, so that two at once take turns. */
  async function refreshLocked(
    client: ClientBase,
    refreshToken: string,
    from: ClientDescription,
  ): Promise<Refreshed> {
    const found = await lockSessionOfToken(client, refreshTokenHash(refreshToken));
    if (found === null) return { kind: 'over' };
    const { session, tokenGeneration } = found;
    const nowMs = clock.now();
    const verdict = judgeRefresh(
      session,
      { generation: tokenGeneration, userAgent: agentOf(from) },
      nowMs,
      { idleMs: settings.refreshIdleMs, graceMs: settings.refreshGraceMs },
    );
    if (verdict === 'over') return { kind: 'over' };
    if (verdict === 'reuse') {
      const by = { sessionId: session.id };
      const revokedIds = await revokeSessions(client, by, 'token-reused', nowMs);
      const detail = { sessionId: session.id, tokenGeneration, generation: session.generation };
      await record(client, {
        kind: 'refresh-token-reused',
        userId: session.userId,
        client: from,
        detail,
      });
      return { kind: 'reuse', revokedIds };
    }
    const account = await findAccount(client, session.userId);
    if (account === null || account.status === 'closed') return { kind: 'over' };
    if (verdict === 'rotate') await advanceSession(client, session.id, agentOf(from), nowMs);
    const generation = verdict === 'rotate' ? session.generation + 1 : session.generation;
    const of = { userId: session.userId, sessionId: session.id };
    const next = await hand(client, of, generation);
    const opened = {
      sessionId: session.id,
      refreshToken: next,
      expiresAtMs: session.expiresAtMs,
    };
    return { kind: 'granted', account, opened };
  }

  return {
    grant,

    async open(client, userId, from) {
      const sessionId = ids.next();
      const nowMs = clock.now();
      const expiresAtMs = nowMs + settings.refreshAbsoluteMs;
      await insertSession(client, { id: sessionId, userId, nowMs, expiresAtMs, client: from });
      return { sessionId, refreshToken: await hand(client, { userId, sessionId }, 1), expiresAtMs };
    },

    async refresh(refreshToken, from) {
      if (!isRefreshToken(refreshToken)) throw sessionOver();
      const outcome = await transaction(pool, (client) =>
        refreshLocked(client, refreshToken, from),
      );
      if (outcome.kind === 'granted') return grant(outcome.account, outcome.opened);
      if (outcome.kind === 'over') throw sessionOver();
      for (const sessionId of outcome.revokedIds) revoked.add(sessionId);
      throw new ServiceRefusal(
        'session-expired',
        'This session was used in two places at once and has been ended. Sign in again.',
      );
    },

    async signOut(refreshToken) {
      if (!isRefreshToken(refreshToken)) return;
      const ended = await transaction(pool, async (client) => {
        const found = await lockSessionOfToken(client, refreshTokenHash(refreshToken));
        if (found === null) return [];
        const { session } = found;
        const by = { sessionId: session.id };
        const endedIds = await revokeSessions(client, by, 'signed-out', clock.now());
        if (endedIds.length > 0)
          await record(client, { kind: 'signed-out', userId: session.userId });
        return endedIds;
      });
      for (const sessionId of ended) revoked.add(sessionId);
    },
  };
}

function sessionOver(): ServiceRefusal {
  return new ServiceRefusal('session-expired', 'This session is over. Sign in again.');
}
