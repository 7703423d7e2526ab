import type { InstantMs } from '../time.ts';
import type { LimitPeriod } from './customer-limit.ts';

const DAY_MS = 86_400_000;

/**
 * Where the window of a limit begins that ends at `atMs`: what happened after the start counts,
 * what happened at it does not any more.
 *
 * Windows roll: 24 hours, 7 days, and one month, which is the time since the same moment of the
 * month before. Where that month has no such day the window begins with this month: it is never
 * shorter than 28 days, and its start never moves backwards. A window that rolls has no midnight at
 * which a limit could be spent twice, and knows neither time zones nor daylight saving time.
 */
export function periodStart(period: LimitPeriod, atMs: InstantMs): InstantMs {
  switch (period) {
    case 'bet':
      return atMs;
    case 'day':
      return atMs - DAY_MS;
    case 'week':
      return atMs - 7 * DAY_MS;
    case 'month':
      return monthBefore(atMs);
  }
}

function monthBefore(atMs: InstantMs): InstantMs {
  const at = new Date(atMs);
  const monthStart = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1);
  const daysBefore = new Date(monthStart - DAY_MS).getUTCDate();
  return at.getUTCDate() > daysBefore ? monthStart : atMs - daysBefore * DAY_MS;
}
