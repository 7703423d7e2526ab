import {
  type Caller,
  type SelfExclusionRequest,
  ServiceRefusal,
  type TimeOutRequest,
} from '@winnex/contracts';
import type { ClientBase, Pool } from 'pg';
import { transaction } from '../../../platform/database/pool.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import { type Account, lockAccount } from '../identity/accounts.ts';
import type { RecordSecurityEvent, SecurityEventKind } from '../identity/security-events.ts';
import { COOL_OFF_MS } from './decide-limit.ts';
import { type Exclusion, isSelfExcluded, monthsAfter } from './exclusion.ts';

const DAY_MS = 86_400_000;

export interface Exclusions {
  takeTimeOut(caller: Caller, request: TimeOutRequest): Promise<void>;
  selfExclude(caller: Caller, request: SelfExclusionRequest): Promise<void>;
  requestReturn(caller: Caller): Promise<void>;
}

/** Breaks from betting: in force with their commit, never shortened. */
export function exclusions(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly record: RecordSecurityEvent;
  /** Told when what a customer may do has changed. */
  readonly forget: (userId: string) => void;
}): Exclusions {
  const { pool, clock, record, forget } = deps;

  /** `decide` gives what changes, or null for nothing. */
  async function change(
    { userId }: Caller,
    kind: SecurityEventKind,
    decide: (account: Account, nowMs: number) => Exclusion | null,
  ): Promise<void> {
    try {
      await transaction(pool, async (client) => {
        const account = await lockAccount(client, userId);
        if (account === null) throw new ServiceRefusal('not-found', 'There is no such account.');
        const after = decide(account, clock.now());
        if (after === null) return;
        await store(client, userId, after);
        const detail = { before: written(account), after: written(after) };
        await record(client, { kind, userId, detail });
      });
    } finally {
      forget(userId);
    }
  }

  return {
    takeTimeOut: (caller, { days }) =>
      change(caller, 'time-out-taken', (account, nowMs) => {
        const timeOutUntilMs = nowMs + days * DAY_MS;
        return (account.timeOutUntilMs ?? 0) >= timeOutUntilMs
          ? null
          : { ...account, timeOutUntilMs };
      }),

    selfExclude: (caller, { months }) =>
      change(caller, 'self-excluded', (account, nowMs) => {
        const untilMs = Math.max(account.selfExcludedUntilMs ?? 0, monthsAfter(nowMs, months));
        const same = account.selfExcludedUntilMs === untilMs && account.returnsAtMs === null;
        return same ? null : { ...account, selfExcludedUntilMs: untilMs, returnsAtMs: null };
      }),

    requestReturn: (caller) =>
      change(caller, 'return-requested', (account, nowMs) => {
        const { selfExcludedUntilMs } = account;
        if (selfExcludedUntilMs === null || !isSelfExcluded(account, nowMs)) {
          throw new ServiceRefusal('not-found', 'You are not self-excluded.');
        }
        if (nowMs < selfExcludedUntilMs) {
          const from = new Date(selfExcludedUntilMs).toISOString();
          throw new ServiceRefusal('too-early', `You can ask to return from ${from}.`);
        }
        return account.returnsAtMs === null
          ? { ...account, returnsAtMs: nowMs + COOL_OFF_MS }
          : null;
      }),
  };
}

async function store(client: ClientBase, userId: string, exclusion: Exclusion): Promise<void> {
  const { selfExcludedUntilMs, returnsAtMs, timeOutUntilMs } = exclusion;
  await client.query(
    `update users.account
        set self_excluded_until = $2, returns_at = $3, time_out_until = $4
      where id = $1`,
    [
      userId,
      ...[selfExcludedUntilMs, returnsAtMs, timeOutUntilMs].map((atMs) =>
        atMs === null ? null : new Date(atMs),
      ),
    ],
  );
}

function written(exclusion: Exclusion): Record<string, string | null> {
  const time = (atMs: number | null) => (atMs === null ? null : new Date(atMs).toISOString());
  return {
    selfExcludedUntil: time(exclusion.selfExcludedUntilMs),
    returnsAt: time(exclusion.returnsAtMs),
    timeOutUntil: time(exclusion.timeOutUntilMs),
  };
}
