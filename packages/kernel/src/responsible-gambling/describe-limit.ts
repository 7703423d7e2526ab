import { formatMoney } from '../money.ts';
import type { LimitKind, LimitPeriod } from './customer-limit.ts';
import type { LimitUse } from './judge-limits.ts';

const SUBJECTS: Readonly<Record<LimitKind, string>> = {
  deposit: 'deposits',
  stake: 'stakes',
  loss: 'losses',
  session: 'time online',
};

const PERIODS: Readonly<Record<Exclude<LimitPeriod, 'bet'>, string>> = {
  day: '24 hours',
  week: '7 days',
  month: 'a month',
};

/**
 * What stands in the way, for the customer: `The limit of 50.00 EUR on deposits in 24 hours leaves
 * 12.00 EUR.`
 */
export function describeLimit({ limit, remaining }: LimitUse, currency: string): string {
  const { kind, period, max } = limit;
  const amount = (value: bigint) =>
    kind === 'session'
      ? `${value} ${value === 1n ? 'minute' : 'minutes'}`
      : `${formatMoney({ minor: value, currency })} ${currency}`;
  if (period === 'bet') return `The limit of ${amount(max)} on the stake of a bet is lower.`;
  const left = remaining === 0n ? 'nothing' : amount(remaining);
  return `The limit of ${amount(max)} on ${SUBJECTS[kind]} in ${PERIODS[period]} leaves ${left}.`;
}
