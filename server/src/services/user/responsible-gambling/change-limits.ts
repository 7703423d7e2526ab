import {
  type Caller,
  type LimitPath,
  ServiceRefusal,
  type SetLimitRequest,
} from '@winnex/contracts';
import { limitPeriods } from '@winnex/kernel';
import type { Pool } from 'pg';
import { transaction } from '../../../platform/database/pool.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Ids } from '../../../platform/ports/ids.ts';
import { lockAccount } from '../identity/accounts.ts';
import {
  decideConfirmation,
  decideRemoval,
  decideSet,
  type HeldLimit,
  type LimitDecision,
} from './decide-limit.ts';
import { findLimit, type LimitKey, putLimit, recordLimitChange } from './limit-store.ts';

/** A limit that the operator puts on a customer, or takes off again with `max` null. At once. */
export interface ImposedLimit extends LimitPath {
  readonly max: bigint | null;
  /** The operator's user who does it, and why. */
  readonly actorId: string;
  readonly reason: string;
}

export interface LimitChanges {
  set(caller: Caller, path: LimitPath, request: SetLimitRequest): Promise<void>;
  remove(caller: Caller, path: LimitPath): Promise<void>;
  confirm(caller: Caller, path: LimitPath): Promise<void>;
  impose(userId: string, limit: ImposedLimit): Promise<void>;
}

/** Changes of limits: decided and recorded under the lock of the account, one after the other. */
export function limitChanges(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Told when a customer's limits may have changed. */
  readonly forget: (userId: string) => void;
}): LimitChanges {
  const { pool, clock, ids, forget } = deps;

  async function change(
    key: LimitKey,
    by: { readonly actorId: string; readonly reason: string | null },
    decide: (held: HeldLimit | null, nowMs: number) => LimitDecision | null,
  ): Promise<void> {
    requirePeriod(key);
    try {
      await transaction(pool, async (client) => {
        if ((await lockAccount(client, key.userId)) === null) {
          throw new ServiceRefusal('not-found', 'There is no such account.');
        }
        const atMs = clock.now();
        const before = await findLimit(client, key);
        const decision = decide(before, atMs);
        if (decision === null) return;
        const { action, held } = decision;
        await putLimit(client, key, held);
        const change = { id: ids.next(), atMs, key, action, before, after: held, ...by };
        await recordLimitChange(client, change);
      });
    } finally {
      // Also when the outcome of the commit is not known.
      forget(key.userId);
    }
  }

  const own = (
    { userId }: Caller,
    path: LimitPath,
  ): [LimitKey, { actorId: string; reason: null }] => [
    { userId, ...path, source: 'customer' },
    { actorId: userId, reason: null },
  ];

  return {
    async set(caller, path, request) {
      const max = readMax(path, request.max);
      await change(...own(caller, path), (held, nowMs) => decideSet(held, max, nowMs));
    },
    remove: (caller, path) => change(...own(caller, path), decideRemoval),
    confirm: (caller, path) => change(...own(caller, path), decideConfirmation),
    async impose(userId, { kind, period, max, actorId, reason }) {
      const key = { userId, kind, period, source: 'operator' } as const;
      await change(key, { actorId, reason }, (held) => {
        if (max === null) return held === null ? null : { action: 'removed', held: null };
        if (held?.max === max) return null;
        const action = held === null ? 'set' : max < held.max ? 'lowered' : 'raised';
        return { action, held: { max, pending: null } };
      });
    },
  };
}

function requirePeriod({ kind, period }: LimitPath): void {
  if (limitPeriods[kind].includes(period)) return;
  const detail = `A ${kind} limit is for ${limitPeriods[kind].join(', ')}.`;
  throw new ServiceRefusal('invalid-request', detail, [{ pointer: '/params/period', detail }]);
}

const MINUTES: Readonly<Record<string, bigint>> = { day: 1_440n, week: 10_080n, month: 44_640n };

function readMax({ kind, period }: LimitPath, text: string): bigint {
  const max = BigInt(text);
  const most = MINUTES[period];
  if (kind !== 'session' || most === undefined || max <= most) return max;
  const detail = `A ${period} has ${most} minutes; give at most that many.`;
  throw new ServiceRefusal('invalid-request', detail, [{ pointer: '/max', detail }]);
}
