import { ServiceRefusal, type Standing } from '@winnex/contracts';
import type { ClientBase, Pool } from 'pg';
import { transaction } from '../../../platform/database/pool.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { RevokedSessions } from '../sessions/revoked-sessions.ts';
import { revokeSessions } from '../sessions/session-store.ts';
import { type Account, lockAccount, standingOf } from './accounts.ts';
import type { RecordSecurityEvent } from './security-events.ts';

export interface AccountStanding {
  /** Read from the database at each call, so that an exclusion is in force once it is recorded. */
  standings(userIds: readonly string[]): Promise<ReadonlyMap<string, Standing>>;
  /** Bars betting and depositing until `untilMs`. Never shortens an exclusion. */
  selfExclude(userId: string, untilMs: number): Promise<void>;
  /** Closes the account and ends its sessions. Closing it again changes nothing. */
  close(userId: string, reason: string): Promise<void>;
}

export function accountStanding(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly revoked: RevokedSessions;
  readonly record: RecordSecurityEvent;
}): AccountStanding {
  const { pool, clock, revoked, record } = deps;

  async function lockKnown(client: ClientBase, userId: string): Promise<Account> {
    const account = await lockAccount(client, userId);
    if (account === null) throw new ServiceRefusal('not-found', 'There is no such account.');
    return account;
  }

  return {
    async standings(userIds) {
      const { rows } = await pool.query<StandingRow>({
        name: 'users-standings',
        text: `select id, status, self_excluded_until
                 from users.account where id = any($1::uuid[])`,
        values: [userIds],
      });
      const nowMs = clock.now();
      return new Map(
        rows.map(({ id, status, self_excluded_until }) => {
          const selfExcludedUntilMs = self_excluded_until?.getTime() ?? null;
          return [id, standingOf({ status, selfExcludedUntilMs }, nowMs)];
        }),
      );
    },

    async selfExclude(userId, untilMs) {
      if (!(untilMs > clock.now())) {
        throw new ServiceRefusal('invalid-request', 'A self-exclusion ends in the future.');
      }
      await transaction(pool, async (client) => {
        const { selfExcludedUntilMs } = await lockKnown(client, userId);
        if (selfExcludedUntilMs !== null && selfExcludedUntilMs >= untilMs) return;
        await client.query(`update users.account set self_excluded_until = $2 where id = $1`, [
          userId,
          new Date(untilMs),
        ]);
        const detail = { before: instant(selfExcludedUntilMs), after: instant(untilMs) };
        await record(client, { kind: 'self-excluded', userId, detail });
      });
    },

    async close(userId, reason) {
      const ended = await transaction(pool, async (client) => {
        const { status } = await lockKnown(client, userId);
        if (status === 'closed') return [];
        await client.query(`update users.account set status = 'closed' where id = $1`, [userId]);
        const detail = { before: status, after: 'closed', reason };
        await record(client, { kind: 'closed', userId, detail });
        return revokeSessions(client, { userId }, 'account-closed', clock.now());
      });
      for (const sessionId of ended) revoked.add(sessionId);
    },
  };
}

interface StandingRow {
  readonly id: string;
  readonly status: Account['status'];
  readonly self_excluded_until: Date | null;
}

const instant = (atMs: number | null) => (atMs === null ? null : new Date(atMs).toISOString());
