import type { Bar, Permission } from '@winnex/contracts';
import { describeLimit, limitUse, strictestLimits } from '@winnex/kernel';
import { jurisdictionRules } from '../jurisdictions/rules.ts';
import type { CustomerFacts } from './customer-facts.ts';
import { isOnTimeOut, isSelfExcluded, standingOf } from './exclusion.ts';

const MINUTE_MS = 60_000n;

export function judgePermission(facts: CustomerFacts, nowMs: number): Permission {
  const { country, currency } = facts;
  return {
    standing: standingOf(facts, nowMs),
    bar: barOf(facts, nowMs),
    country,
    currency,
    rules: jurisdictionRules(country),
    limits: strictestLimits(facts.limits).map(({ kind, period, max, source }) => ({
      kind,
      period,
      max,
      source,
    })),
  };
}

function barOf(facts: CustomerFacts, nowMs: number): Bar | null {
  if (facts.status === 'closed') return { reason: 'closed', message: 'This account is closed.' };
  if (isSelfExcluded(facts, nowMs)) {
    return { reason: 'self-excluded', message: 'You have excluded yourself from betting.' };
  }
  if (isOnTimeOut(facts, nowMs) && facts.timeOutUntilMs !== null) {
    const until = new Date(facts.timeOutUntilMs).toISOString();
    return { reason: 'time-out', message: `You are taking a time-out until ${until}.` };
  }
  const spent = facts.limits.find(
    ({ max, presentMs }) => presentMs !== null && presentMs >= max * MINUTE_MS,
  );
  if (spent === undefined) return null;
  return { reason: 'session-limit', message: describeLimit(limitUse(spent, spent.max), '') };
}
