import type { Pool } from 'pg';
import type { Clock } from '../../../platform/ports/clock.ts';

export interface RevokedSessions {
  /** Notes an end that this process has just recorded: it holds here at once. */
  add(sessionId: string): void;
  /** Whether the session was ended, by any process, up to `delayMs` ago. */
  has(sessionId: string): Promise<boolean>;
}

/**
 * Which sessions ended so recently that their access tokens may still be good. It is read whole,
 * at most once per `delayMs` however many tokens are checked, so that a bet costs no query.
 * `memoryMs` is the longest life of an access token: who ended before that matters no more.
 */
export function revokedSessions(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly delayMs: number;
  readonly memoryMs: number;
}): RevokedSessions {
  const { pool, clock, delayMs, memoryMs } = deps;
  const revokedAtMs = new Map<string, number>();
  let readAtMs = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  async function read(): Promise<void> {
    const startedAtMs = clock.now();
    const oldestMs = startedAtMs - memoryMs;
    const { rows } = await pool.query<{ id: string; revoked_at: Date }>({
      name: 'users-revoked-sessions',
      text: `select id, revoked_at from users.session where revoked_at > $1`,
      values: [new Date(oldestMs)],
    });
    for (const [id, atMs] of revokedAtMs) if (atMs <= oldestMs) revokedAtMs.delete(id);
    for (const row of rows) revokedAtMs.set(row.id, row.revoked_at.getTime());
    readAtMs = startedAtMs;
  }

  return {
    add: (sessionId) => void revokedAtMs.set(sessionId, clock.now()),
    async has(sessionId) {
      if (clock.now() - readAtMs >= delayMs) {
        reading ??= read().finally(() => {
          reading = undefined;
        });
        await reading;
      }
      return revokedAtMs.has(sessionId);
    },
  };
}
