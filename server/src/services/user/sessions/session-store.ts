import type { ClientDescription } from '@winnex/contracts';
import type { ClientBase, Pool } from 'pg';
import { endPresence } from '../responsible-gambling/presence.ts';

export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly generation: number;
  readonly rotatedAtMs: number;
  readonly expiresAtMs: number;
  readonly userAgent: string;
  readonly revoked: boolean;
}

export type RevocationReason = 'signed-out' | 'token-reused' | 'account-closed';

/** Stores a new session, whose first refresh token has generation 1. */
export async function insertSession(
  client: ClientBase,
  session: {
    readonly id: string;
    readonly userId: string;
    readonly nowMs: number;
    readonly expiresAtMs: number;
    readonly client: ClientDescription;
  },
): Promise<void> {
  await client.query(
    `insert into users.session
       (id, user_id, rotated_at, created_at, expires_at, address, user_agent)
     values ($1, $2, $3, $3, $4, $5, $6)`,
    [
      session.id,
      session.userId,
      new Date(session.nowMs),
      new Date(session.expiresAtMs),
      session.client.address.slice(0, 64),
      agentOf(session.client),
    ],
  );
}

/** The user agent as it is stored and compared. */
export const agentOf = (client: ClientDescription): string => client.userAgent.slice(0, 512);

export async function insertRefreshToken(
  client: ClientBase,
  token: {
    readonly hash: Buffer;
    readonly sessionId: string;
    readonly generation: number;
    readonly nowMs: number;
  },
): Promise<void> {
  await client.query(
    `insert into users.refresh_token (hash, session_id, generation, issued_at)
     values ($1, $2, $3, $4)`,
    [token.hash, token.sessionId, token.generation, new Date(token.nowMs)],
  );
}

/** The session of a token, locked until the transaction ends, and the token's generation. */
export async function lockSessionOfToken(
  client: ClientBase,
  tokenHash: Buffer,
): Promise<{ readonly session: Session; readonly tokenGeneration: number } | null> {
  const { rows } = await client.query<SessionRow & { token_generation: number }>(
    `select s.id, s.user_id, s.generation, s.rotated_at, s.expires_at, s.user_agent, s.revoked_at,
            t.generation as token_generation
       from users.refresh_token t
       join users.session s on s.id = t.session_id
      where t.hash = $1
        for update of s`,
    [tokenHash],
  );
  const row = rows[0];
  return row === undefined
    ? null
    : { session: readSession(row), tokenGeneration: row.token_generation };
}

/** Makes the next generation the good one; `userAgent` is who may repeat the token just used. */
export async function advanceSession(
  client: ClientBase,
  sessionId: string,
  userAgent: string,
  nowMs: number,
): Promise<void> {
  await client.query(
    `update users.session
        set generation = generation + 1, rotated_at = $2, user_agent = $3
      where id = $1`,
    [sessionId, new Date(nowMs), userAgent],
  );
}

/** Ends sessions that have not ended; returns the ids of those that it ended. */
export async function revokeSessions(
  db: Pool | ClientBase,
  by: { readonly sessionId: string } | { readonly userId: string },
  reason: RevocationReason,
  nowMs: number,
): Promise<string[]> {
  const [column, value] = 'sessionId' in by ? ['id', by.sessionId] : ['user_id', by.userId];
  const { rows } = await db.query<{ id: string }>(
    `update users.session set revoked_at = $2, revoked_reason = $3
      where ${column} = $1 and revoked_at is null
      returning id`,
    [value, new Date(nowMs), reason],
  );
  const ids = rows.map(({ id }) => id);
  await endPresence(db, ids, nowMs);
  return ids;
}

/** Deletes sessions that were over before `beforeMs`, with their tokens. */
export async function deleteSessionsExpiredBefore(pool: Pool, beforeMs: number): Promise<number> {
  const { rowCount } = await pool.query(`delete from users.session where expires_at < $1`, [
    new Date(beforeMs),
  ]);
  return rowCount ?? 0;
}

interface SessionRow {
  readonly id: string;
  readonly user_id: string;
  readonly generation: number;
  readonly rotated_at: Date;
  readonly expires_at: Date;
  readonly user_agent: string;
  readonly revoked_at: Date | null;
}

function readSession(row: SessionRow): Session {
  return {
    id: row.id,
    userId: row.user_id,
    generation: row.generation,
    rotatedAtMs: row.rotated_at.getTime(),
    expiresAtMs: row.expires_at.getTime(),
    userAgent: row.user_agent,
    revoked: row.revoked_at !== null,
  };
}
