import { ServiceRefusal } from '@winnex/contracts';
import type { Pool } from 'pg';
import { transaction } from '../../../platform/database/pool.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { RevokedSessions } from '../sessions/revoked-sessions.ts';
import { revokeSessions } from '../sessions/session-store.ts';
import { lockAccount } from './accounts.ts';
import type { RecordSecurityEvent } from './security-events.ts';

/** Closes an account and ends its sessions. Closing it again changes nothing. */
export type CloseAccount = (userId: string, reason: string) => Promise<void>;

export function accountClosing(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly revoked: RevokedSessions;
  readonly record: RecordSecurityEvent;
  /** Told when what a customer may do has changed. */
  readonly forget: (userId: string) => void;
}): CloseAccount {
  const { pool, clock, revoked, record, forget } = deps;
  return async (userId, reason) => {
    try {
      const ended = await transaction(pool, async (client) => {
        const account = await lockAccount(client, userId);
        if (account === null) throw new ServiceRefusal('not-found', 'There is no such account.');
        const { status } = account;
        if (status === 'closed') return [];
        await client.query(`update users.account set status = 'closed' where id = $1`, [userId]);
        const detail = { before: status, after: 'closed', reason };
        await record(client, { kind: 'closed', userId, detail });
        return revokeSessions(client, { userId }, 'account-closed', clock.now());
      });
      for (const sessionId of ended) revoked.add(sessionId);
    } finally {
      forget(userId);
    }
  };
}
