import type { FixtureSummary } from '@winnex/contracts';
import { clockText, dayText } from '../ui/time-text.ts';

type Clocked = Pick<FixtureSummary, 'status' | 'minute' | 'period' | 'startsAt'>;

/** `63′`, `HT`, `Full time`, or for a match to come its day and time. */
export function matchClock(fixture: Clocked, nowMs: number): string {
  switch (fixture.status) {
    case 'live':
      if (fixture.period === 'half-time') return 'HT';
      return fixture.minute === undefined ? 'Live' : `${fixture.minute}′`;
    case 'ended':
    case 'closed':
      return 'Full time';
    case 'abandoned':
      return 'Abandoned';
    case 'postponed':
      return 'Postponed';
    case 'cancelled':
      return 'Cancelled';
    case 'not-started':
      return kickOffText(fixture.startsAt, nowMs);
  }
}

export function kickOffText(startsAt: string, nowMs: number): string {
  const atMs = Date.parse(startsAt);
  return `${dayText(atMs, nowMs)} ${clockText(atMs)}`;
}

/** The same for assistive technology, where a sign says too little. */
export function spokenClock(fixture: Clocked, nowMs: number): string {
  if (fixture.status !== 'live') return matchClock(fixture, nowMs);
  if (fixture.period === 'half-time') return 'live, half time';
  return fixture.minute === undefined ? 'live' : `live, minute ${fixture.minute}`;
}
