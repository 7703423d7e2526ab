import type { ClientBase, Pool } from 'pg';

/**
 * Notes that a customer is signed in on a session from now on until its access token runs out. Who
 * refreshes before that has one long span; who comes back later begins another. Call it under the
 * session's lock.
 *
 * So the time of a session limit runs on for at most one access token's life after a page was
 * closed without signing out: the strict side.
 */
export async function notePresence(
  client: ClientBase,
  presence: {
    readonly userId: string;
    readonly sessionId: string;
    readonly nowMs: number;
    readonly untilMs: number;
  },
): Promise<void> {
  const { userId, sessionId, nowMs, untilMs } = presence;
  await client.query(
    `with lengthened as (
       update users.presence set until_at = greatest(until_at, $4)
        where session_id = $2 and until_at >= $3
        returning session_id)
     insert into users.presence (user_id, session_id, from_at, until_at)
     select $1, $2, $3, $4 where not exists (select from lengthened)
     on conflict (session_id, from_at) do nothing`,
    [userId, sessionId, new Date(nowMs), new Date(untilMs)],
  );
}

/** Ends the spans of sessions that have ended. */
export async function endPresence(
  db: Pool | ClientBase,
  sessionIds: readonly string[],
  nowMs: number,
): Promise<void> {
  if (sessionIds.length === 0) return;
  await db.query(
    `update users.presence set until_at = $2
      where session_id = any($1::uuid[]) and until_at > $2 and from_at <= $2`,
    [sessionIds, new Date(nowMs)],
  );
}

/** Deletes spans that lie outside every window: the longest is 31 days. */
export async function deletePresenceBefore(pool: Pool, beforeMs: number): Promise<void> {
  await pool.query(`delete from users.presence where until_at < $1`, [new Date(beforeMs)]);
}
