import type { Permission } from '@winnex/contracts';
import type { Pool } from 'pg';
import type { Clock } from '../../../platform/ports/clock.ts';
import { type CustomerFacts, readCustomerFacts } from './customer-facts.ts';
import { judgePermission } from './judge-permission.ts';

export interface Permissions {
  of(userIds: readonly string[]): Promise<ReadonlyMap<string, Permission>>;
  /** What this process changes holds here at once: call it when it has committed. */
  forget(userId: string): void;
}

/** How old facts may be: for so long this process may not know what another one has changed. */
const FRESH_MS = 1_000;

/**
 * What customers may do now. Facts are kept for a second, so that a customer who bets in every
 * batch is not read for every batch; they are judged by the clock at each call.
 */
export function customerPermissions({
  pool,
  clock,
}: {
  readonly pool: Pool;
  readonly clock: Clock;
}): Permissions {
  // In order of reading, because an entry is deleted before it is set again.
  const kept = new Map<string, { readonly facts: CustomerFacts; readonly readAtMs: number }>();
  let changes = 0;

  async function read(userIds: readonly string[]): Promise<ReadonlyMap<string, CustomerFacts>> {
    const readAtMs = clock.now();
    const changesBefore = changes;
    const found = await readCustomerFacts(pool, userIds, readAtMs);
    // Facts read while something changed may be older than the change: used once, not kept.
    if (changes !== changesBefore) return found;
    for (const [userId, facts] of found) {
      kept.delete(userId);
      kept.set(userId, { facts, readAtMs });
    }
    return found;
  }

  return {
    async of(userIds) {
      const oldestMs = clock.now() - FRESH_MS;
      for (const [userId, { readAtMs }] of kept) {
        if (readAtMs > oldestMs) break;
        kept.delete(userId);
      }
      const fresh = new Map<string, CustomerFacts>();
      const missing: string[] = [];
      for (const userId of new Set(userIds)) {
        const facts = kept.get(userId)?.facts;
        if (facts === undefined) missing.push(userId);
        else fresh.set(userId, facts);
      }
      if (missing.length > 0)
        for (const [userId, facts] of await read(missing)) fresh.set(userId, facts);
      const nowMs = clock.now();
      return new Map([...fresh].map(([userId, facts]) => [userId, judgePermission(facts, nowMs)]));
    },
    forget(userId) {
      changes += 1;
      kept.delete(userId);
    },
  };
}
