import { gradeMarket } from '@winnex/kernel';
import type { FeedMessage, FixtureChange, FixtureStatus, Score } from '../feed.ts';
import { competitionOf } from './divisions.ts';
import { offeredMarkets, type PricedFixture, withdrawnMarkets } from './priced-fixture.ts';
import { type FootballDataRow, slugOf } from './read-row.ts';

export const FOOTBALL_DATA_PRODUCER = 'football-data';

/** The source dates matches, not prices, so the replay gives prices these times of the day. */
const OPENING_BEFORE_FIRST_KICK_OFF_MS = 3 * 3_600_000;
const CLOSING_BEFORE_FIRST_KICK_OFF_MS = 5 * 60_000;
/** Two halves, a break and stoppages. */
const MATCH_MS = 110 * 60_000;
/** Later than the result, so that a second replay of a closed match is recognised as old. */
const CLOSED_AFTER_RESULT_MS = 60_000;

export interface MatchDay {
  /** Fixtures with their opening prices. */
  readonly opening: readonly FeedMessage[];
  /** Closing prices, kick-offs and results. */
  readonly course: readonly FeedMessage[];
}

/**
 * The messages of one day's matches. All opening prices of the day come first and all closing
 * prices before the first kick-off, so that whoever takes part can bet on either; then the day
 * runs in order of time. A match without a result is stopped at its kick-off and stays open.
 */
export function matchDay(fixtures: readonly PricedFixture[]): MatchDay {
  const firstKickOff = Math.min(...fixtures.map(({ row }) => row.startsAt));
  const openingAt = firstKickOff - OPENING_BEFORE_FIRST_KICK_OFF_MS;
  const closingAt = firstKickOff - CLOSING_BEFORE_FIRST_KICK_OFF_MS;
  const course = fixtures.flatMap((fixture) => [
    ...closingMessages(fixture, closingAt),
    ...kickOffMessages(fixture.row),
    ...resultMessages(fixture),
  ]);
  return {
    opening: fixtures.flatMap((fixture) => openingMessages(fixture, openingAt)),
    course: course.sort((a, b) => a.at - b.at),
  };
}

function openingMessages({ row, opening }: PricedFixture, at: number): FeedMessage[] {
  const announced = fixtureChange(row, 'not-started', at);
  if (opening.length === 0) return [announced];
  return [announced, oddsChange(row, at, { markets: opening.map(({ prices }) => prices) })];
}

function closingMessages(fixture: PricedFixture, at: number): FeedMessage[] {
  if (fixture.closing.length === 0) return [];
  const withdrawn = withdrawnMarkets(fixture).map((market) => ({
    ...market,
    status: 'inactive' as const,
  }));
  const closing = fixture.closing.map(({ prices }) => prices);
  return [oddsChange(fixture.row, at, { markets: [...withdrawn, ...closing] })];
}

function kickOffMessages(row: FootballDataRow): FeedMessage[] {
  const { id: fixtureId, startsAt: at } = row;
  const stop = { kind: 'bet-stop', producer: FOOTBALL_DATA_PRODUCER, at, fixtureId } as const;
  const isPlayed = row.score !== null;
  if (!isPlayed) return [{ ...stop, reason: 'kick-off; the result is not in the file' }];
  const state = {
    status: 'live',
    score: { home: 0, away: 0 },
    minute: 0,
    period: 'first-half',
  } as const;
  return [{ ...stop, reason: 'kick-off' }, oddsChange(row, at, { state, markets: [] })];
}

function resultMessages(fixture: PricedFixture): FeedMessage[] {
  const { row } = fixture;
  if (!row.score) return [];
  const at = row.startsAt + MATCH_MS;
  const state = {
    status: 'ended',
    score: row.score,
    period: 'full-time',
    ...(row.halfTimeScore ? { halfTimeScore: row.halfTimeScore } : {}),
  } as const;
  return [
    oddsChange(row, at, { state, markets: [] }),
    ...settlement(fixture, row.score, at),
    fixtureChange(row, 'closed', at + CLOSED_AFTER_RESULT_MS),
  ];
}

function settlement(fixture: PricedFixture, score: Score, at: number): FeedMessage[] {
  const markets = offeredMarkets(fixture);
  if (markets.length === 0) return [];
  return [
    {
      kind: 'bet-settlement',
      producer: FOOTBALL_DATA_PRODUCER,
      at,
      fixtureId: fixture.row.id,
      certainty: 2,
      markets: markets.map((market) => ({ ...market, outcomes: gradeMarket(market, score) })),
    },
  ];
}

function oddsChange(
  row: FootballDataRow,
  at: number,
  change: Pick<Extract<FeedMessage, { kind: 'odds-change' }>, 'state' | 'markets'>,
): FeedMessage {
  const producer = FOOTBALL_DATA_PRODUCER;
  return { kind: 'odds-change', producer, at, fixtureId: row.id, ...change };
}

function fixtureChange(row: FootballDataRow, status: FixtureStatus, at: number): FixtureChange {
  const { id, division, home, away, startsAt } = row;
  return {
    kind: 'fixture-change',
    producer: FOOTBALL_DATA_PRODUCER,
    at,
    fixture: {
      id,
      competition: competitionOf(division),
      home: { id: `fd:team:${slugOf(home)}`, name: home },
      away: { id: `fd:team:${slugOf(away)}`, name: away },
      startsAt,
      status,
    },
  };
}
