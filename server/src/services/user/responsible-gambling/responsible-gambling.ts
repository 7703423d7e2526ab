import { type Caller, type Limits, ServiceRefusal, type UserOperations } from '@winnex/contracts';
import type { Pool } from 'pg';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Ids } from '../../../platform/ports/ids.ts';
import type { RecordSecurityEvent } from '../identity/security-events.ts';
import { type LimitChanges, limitChanges } from './change-limits.ts';
import { readCustomerFacts } from './customer-facts.ts';
import { exclusions } from './exclude.ts';
import { limitsView } from './limits-view.ts';
import type { Permissions } from './permissions.ts';

type Operations = Pick<
  UserOperations,
  | 'standings'
  | 'permissions'
  | 'limits'
  | 'setLimit'
  | 'removeLimit'
  | 'confirmLimit'
  | 'takeTimeOut'
  | 'selfExclude'
  | 'requestReturn'
>;

/**
 * Limits, time-outs and self-exclusion. What tightens is in force with its commit; what loosens is
 * a wish that waits 24 hours, and limits then want a second word of the customer's.
 */
export function responsibleGambling(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly record: RecordSecurityEvent;
  readonly permissions: Permissions;
}): { readonly operations: Operations; readonly impose: LimitChanges['impose'] } {
  const { pool, clock, permissions } = deps;
  const { forget } = permissions;
  const changes = limitChanges({ ...deps, forget });
  const breaks = exclusions({ ...deps, forget });

  async function limits({ userId }: Caller): Promise<Limits> {
    const nowMs = clock.now();
    const facts = (await readCustomerFacts(pool, [userId], nowMs)).get(userId);
    if (facts === undefined) throw new ServiceRefusal('not-found', 'There is no such account.');
    return limitsView(facts, nowMs);
  }

  return {
    impose: changes.impose,
    operations: {
      permissions: permissions.of,
      async standings(userIds) {
        const known = await permissions.of(userIds);
        return new Map([...known].map(([userId, { standing }]) => [userId, standing]));
      },
      limits,
      async setLimit(caller, path, request) {
        await changes.set(caller, path, request);
        return limits(caller);
      },
      async removeLimit(caller, path) {
        await changes.remove(caller, path);
        return limits(caller);
      },
      async confirmLimit(caller, path) {
        await changes.confirm(caller, path);
        return limits(caller);
      },
      async takeTimeOut(caller, request) {
        await breaks.takeTimeOut(caller, request);
        return limits(caller);
      },
      async selfExclude(caller, request) {
        await breaks.selfExclude(caller, request);
        return limits(caller);
      },
      async requestReturn(caller) {
        await breaks.requestReturn(caller);
        return limits(caller);
      },
    },
  };
}
