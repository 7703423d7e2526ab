import type { ClientDescription } from '@winnex/contracts';
import type { ClientBase, Pool } from 'pg';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Ids } from '../../../platform/ports/ids.ts';

/** Significant events of an account, as gambling regulators ask for them (GLI-33). */
export type SecurityEventKind =
  | 'registered'
  | 'signed-in'
  | 'sign-in-failed'
  | 'sign-in-blocked'
  | 'sign-in-refused'
  | 'signed-out'
  | 'refresh-token-reused'
  | 'self-excluded'
  | 'time-out-taken'
  | 'return-requested'
  | 'closed'
  | 'password-reset';

export interface SecurityEvent {
  readonly kind: SecurityEventKind;
  readonly userId: string | null;
  readonly client?: ClientDescription;
  /** Small and free of secrets; for a change, the value `before` and `after`. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

export type RecordSecurityEvent = (db: Pool | ClientBase, event: SecurityEvent) => Promise<void>;

/** Appends to `users.security_event`, inside the caller's transaction when given its client. */
export function securityEventRecorder(clock: Clock, ids: Ids): RecordSecurityEvent {
  return async (db, { kind, userId, client, detail }) => {
    await db.query(
      `insert into users.security_event (id, at, kind, user_id, address, user_agent, detail)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        ids.next(),
        new Date(clock.now()),
        kind,
        userId,
        client?.address.slice(0, 64) ?? null,
        client?.userAgent.slice(0, 512) ?? null,
        JSON.stringify(detail ?? {}),
      ],
    );
  };
}
