import type { FeedMarketStatus, FixtureStatus, MatchPeriod } from '../feed.ts';

/** Producers with a role of their own; all others are `uof:<number>`. */
const PRODUCERS: Readonly<Record<string, string>> = { '1': 'live', '3': 'pre-match' };

/** `live`, `pre-match`, `uof:<product>`, or `uof` where a message names no product. */
export function producerOf(product: string | undefined): string {
  if (product === undefined || !/^\d{1,6}$/.test(product)) return 'uof';
  return PRODUCERS[product] ?? `uof:${product}`;
}

/**
 * Market status of an odds change. Settled (-3) and cancelled (-4) markets only close here: their
 * results come in messages of their own. Absent means active.
 */
export const MARKET_STATUSES: ReadonlyMap<string | undefined, FeedMarketStatus> = new Map<
  string | undefined,
  FeedMarketStatus
>([
  [undefined, 'active'],
  ['1', 'active'],
  ['0', 'inactive'],
  ['-1', 'suspended'],
  ['-2', 'handed-over'],
  ['-3', 'inactive'],
  ['-4', 'inactive'],
]);

/** `status` of a `sport_event_status`, a number, and of a fixture document, a word. */
export const FIXTURE_STATUSES: ReadonlyMap<string | undefined, FixtureStatus> = new Map<
  string | undefined,
  FixtureStatus
>([
  ['0', 'not-started'],
  ['1', 'live'],
  ['2', 'live'],
  ['3', 'ended'],
  ['4', 'closed'],
  ['5', 'cancelled'],
  ['6', 'not-started'],
  ['7', 'live'],
  ['8', 'postponed'],
  ['9', 'abandoned'],
  ['not_started', 'not-started'],
  ['live', 'live'],
  ['suspended', 'live'],
  ['ended', 'ended'],
  ['closed', 'closed'],
  ['cancelled', 'cancelled'],
  ['delayed', 'not-started'],
  ['interrupted', 'live'],
  ['postponed', 'postponed'],
  ['abandoned', 'abandoned'],
]);

/** Football's `match_status` codes of normal time. */
export const MATCH_PERIODS: ReadonlyMap<string | undefined, MatchPeriod> = new Map<
  string | undefined,
  MatchPeriod
>([
  ['6', 'first-half'],
  ['31', 'half-time'],
  ['7', 'second-half'],
  ['100', 'full-time'],
]);

/** Void reasons by number (UOF documentation, "Void reasons"). */
const VOID_REASONS: readonly string[] = [
  'other',
  'no goalscorer',
  'correct score missing',
  'result unverifiable',
  'format change',
  'cancelled event',
  'missing goalscorer',
  'match ended in walkover',
  'dead heat',
  'retired or defaulted',
  'event abandoned',
  'event postponed',
  'incorrect odds',
  'incorrect statistics',
  'no result assignable',
  'client side settlement needed',
  'starting pitcher changed',
];

/** The reason in words; `void reason 99` for a number that has none, `other` for no number. */
export function voidReasonText(number: string | undefined): string {
  if (number === undefined) return 'other';
  return (/^\d{1,2}$/.test(number) && VOID_REASONS[Number(number)]) || `void reason ${number}`;
}
