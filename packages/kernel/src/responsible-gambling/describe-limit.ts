import { formatMoney } from '../money.ts';
import type { LimitKind, LimitPeriod } from './customer-limit.ts';
import type { LimitUse } from './judge-limits.ts';

const SUBJECTS: Readonly<Record<LimitKind, string>> = {
  deposit: 'deposits',
  stake: 'stakes',
  loss: 'losses',
  session: 'time signed in',
};

const PERIODS: Readonly<Record<LimitPeriod, string>> = {
  bet: 'in one bet',
  day: 'in 24 hours',
  week: 'in 7 days',
  month: 'in a month',
};

/**
 * What stands in the way, for the customer: `The limit of 50.00 EUR on deposits in 24 hours leaves
 * 12.00 EUR.`
 */
export function describeLimit({ limit, remaining }: LimitUse, currency: string): string {
  const amount = (value: bigint) =>
    limit.kind === 'session'
      ? `${value} ${value === 1n ? 'minute' : 'minutes'}`
      : `${formatMoney({ minor: value, currency })} ${currency}`;
  const left =
    limit.period === 'bet' ? '' : ` leaves ${remaining === 0n ? 'nothing' : amount(remaining)}`;
  const holds = limit.period === 'bet' ? ' is in force' : left;
  return `The limit of ${amount(limit.max)} on ${SUBJECTS[limit.kind]} ${PERIODS[limit.period]}${holds}.`;
}
