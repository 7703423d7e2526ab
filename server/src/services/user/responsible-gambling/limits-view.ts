import type { LimitEntry, Limits } from '@winnex/contracts';
import { limitUse, strictestLimits } from '@winnex/kernel';
import type { CustomerFacts, StoredLimit } from './customer-facts.ts';
import { livePending, type PendingChange } from './decide-limit.ts';
import { isOnTimeOut, isSelfExcluded } from './exclusion.ts';

const time = (atMs: number) => new Date(atMs).toISOString();

/** A customer's limits and breaks, as he is shown them. */
export function limitsView(facts: CustomerFacts, nowMs: number): Limits {
  const { timeOutUntilMs, selfExcludedUntilMs, returnsAtMs } = facts;
  return {
    currency: facts.currency,
    limits: strictestLimits(facts.limits).map((inForce) => entryOf(inForce, facts, nowMs)),
    ...(isOnTimeOut(facts, nowMs) && timeOutUntilMs !== null
      ? { timeOutUntil: time(timeOutUntilMs) }
      : {}),
    ...(isSelfExcluded(facts, nowMs) && selfExcludedUntilMs !== null
      ? {
          selfExclusion: {
            until: time(selfExcludedUntilMs),
            ...(returnsAtMs === null ? {} : { returnsAt: time(returnsAtMs) }),
          },
        }
      : {}),
  };
}

function entryOf(inForce: StoredLimit, facts: CustomerFacts, nowMs: number): LimitEntry {
  const { kind, period, max, source, presentMs } = inForce;
  const own = facts.limits.find(
    (limit) => limit.kind === kind && limit.period === period && limit.source === 'customer',
  );
  const pending = own === undefined ? null : livePending(own, nowMs);
  return {
    kind,
    period,
    max: max.toString(),
    source,
    ...(own !== undefined && source === 'operator' ? { ownMax: own.max.toString() } : {}),
    ...(presentMs === null ? {} : minutesUsed(inForce, presentMs)),
    ...(pending === null ? {} : { pending: pendingView(pending) }),
  };
}

function minutesUsed(
  limit: StoredLimit,
  presentMs: bigint,
): Pick<LimitEntry, 'used' | 'remaining'> {
  const { used, remaining } = limitUse(limit, presentMs / 60_000n);
  return { used: used.toString(), remaining: remaining.toString() };
}

function pendingView(pending: PendingChange): NonNullable<LimitEntry['pending']> {
  return {
    max: pending.max?.toString() ?? null,
    requestedAt: time(pending.requestedAtMs),
    confirmFrom: time(pending.confirmFromMs),
    confirmUntil: time(pending.confirmUntilMs),
  };
}
