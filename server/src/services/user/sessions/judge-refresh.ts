import type { Session } from './session-store.ts';

/**
 * What to do with a refresh token that was shown:
 * - `rotate`: it is the good one; the next generation replaces it.
 * - `repeat`: it was used a moment ago by the same client. Two tabs that wake together do that, and
 *   so does a browser whose connection broke. It gets another token of the generation that is good.
 * - `reuse`: it was used before, so two parties hold it. The session ends for both.
 * - `over`: the session has ended by itself.
 */
export type RefreshVerdict = 'rotate' | 'repeat' | 'reuse' | 'over';

/**
 * A repeat is taken only while nobody has used the token that replaced this one: from then on the
 * replacement has proved to have arrived. Within a session at most one generation is good, so of
 * two tokens handed out by a repeat, using one makes the other old.
 */
export function judgeRefresh(
  session: Session,
  token: { readonly generation: number; readonly userAgent: string },
  nowMs: number,
  times: { readonly idleMs: number; readonly graceMs: number },
): RefreshVerdict {
  if (session.revoked || nowMs >= session.expiresAtMs) return 'over';
  if (nowMs >= session.rotatedAtMs + times.idleMs) return 'over';
  if (token.generation === session.generation) return 'rotate';
  const sameClient = token.userAgent === session.userAgent;
  const justReplaced =
    token.generation === session.generation - 1 && nowMs < session.rotatedAtMs + times.graceMs;
  return sameClient && justReplaced ? 'repeat' : 'reuse';
}
