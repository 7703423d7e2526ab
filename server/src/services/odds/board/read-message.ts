import type { FixtureState, FixtureStatus, MarketKey } from '../feeds/feed.ts';
import { FIXTURE_STATUSES } from './fixture-status.ts';
import type { BoardPolicy } from './policy.ts';
import {
  requireCount,
  requireIdPart,
  requireKey,
  requireList,
  requireScore,
  requireText,
  requireTime,
  Unreadable,
} from './read-fields.ts';
import { readPrices, readSettlement } from './read-markets.ts';
import type { BoardMessage, Reading, Refusal } from './readable.ts';

const KINDS: ReadonlySet<unknown> = new Set<BoardMessage['kind']>([
  'fixture-change',
  'odds-change',
  'bet-stop',
  'bet-settlement',
  'rollback-bet-settlement',
  'bet-cancel',
  'rollback-bet-cancel',
]);

/**
 * Takes from a message what can be read and refuses the rest with reasons. Feeds are trusted to
 * mean well, not to be right: a price that is no number or a name with a NUL byte stops here,
 * before it reaches the board or the database.
 */
export function readMessage(message: BoardMessage, policy: BoardPolicy): Reading {
  try {
    if (!KINDS.has(message.kind)) throw new Unreadable(`no message is called "${message.kind}"`);
    requireTime(message.at, 'the time of the message');
    requireText(message.producer, 'the producer', 240);
    return readBody(message, policy);
  } catch (error) {
    return { message: null, refusals: [{ reason: reasonOf(error) }], unreadable: [] };
  }
}

function readBody(message: BoardMessage, policy: BoardPolicy): Reading {
  if (message.kind === 'fixture-change') {
    requireFixture(message.fixture);
    return whole(message);
  }
  requireIdPart(message.fixtureId, 'the fixture id');
  if (message.kind === 'bet-stop') {
    if (message.reason !== undefined) requireText(message.reason, 'the reason', 300);
    if (message.markets === undefined) return whole(message);
  }
  requireList(message.markets, 'the markets');
  switch (message.kind) {
    case 'odds-change': {
      if (message.state !== undefined) requireState(message.state);
      const { taken, refusals, refused } = sift(message.markets, (market) =>
        readPrices(market, policy),
      );
      const unreadable = refused.filter(isNamed);
      return { message: { ...message, markets: taken }, refusals, unreadable };
    }
    case 'bet-settlement': {
      if (message.certainty !== 1 && message.certainty !== 2) {
        throw new Unreadable(`no certainty "${message.certainty}"`);
      }
      const { taken, refusals } = sift(message.markets, (market) => readSettlement(market, policy));
      return { message: { ...message, markets: taken }, refusals, unreadable: [] };
    }
    default: {
      if ('reason' in message && message.kind === 'bet-cancel') {
        requireText(message.reason, 'the reason', 300);
      }
      if (message.kind === 'bet-cancel' || message.kind === 'rollback-bet-cancel') {
        if (message.fromMs !== undefined) requireTime(message.fromMs, 'the start of the window');
        if (message.untilMs !== undefined) requireTime(message.untilMs, 'the end of the window');
      }
      const { taken, refusals } = sift(message.markets ?? [], readKey);
      return { message: { ...message, markets: taken }, refusals, unreadable: [] };
    }
  }
}

function whole(message: Exclude<BoardMessage, { kind: 'bet-settlement' }>): Reading {
  return { message, refusals: [], unreadable: [] };
}

/** Reads each market by itself: one bad market does not cost the others. */
function sift<Market, Taken>(
  markets: readonly Market[],
  read: (market: Market) => Taken,
): { taken: Taken[]; refused: Market[]; refusals: Refusal[] } {
  const taken: Taken[] = [];
  const refused: Market[] = [];
  const refusals: Refusal[] = [];
  for (const market of markets) {
    try {
      taken.push(read(market));
    } catch (error) {
      refused.push(market);
      refusals.push({ reason: reasonOf(error), part: market });
    }
  }
  return { taken, refused, refusals };
}

function readKey(key: MarketKey): MarketKey {
  requireKey(key);
  return key;
}

function isNamed(key: MarketKey): boolean {
  try {
    requireKey(key);
    return true;
  } catch {
    return false;
  }
}

/** A message that is not even of the right shape makes the reading itself fail: same refusal. */
function reasonOf(error: unknown): string {
  if (error instanceof Unreadable) return error.message;
  return `the message has another shape: ${error instanceof Error ? error.message : error}`;
}

function requireFixture(fixture: (BoardMessage & { kind: 'fixture-change' })['fixture']): void {
  requireIdPart(fixture.id, 'the fixture id');
  requireText(fixture.competition.id, 'the competition id', 120);
  requireText(fixture.competition.name, 'the competition name', 300);
  requireText(fixture.competition.sport, 'the sport', 120);
  requireText(fixture.competition.category, 'the category', 300);
  for (const side of [fixture.home, fixture.away]) {
    requireText(side.id, 'the id of a side', 120);
    requireText(side.name, 'the name of a side', 300);
  }
  requireTime(fixture.startsAt, 'the start');
  requireStatus(fixture.status);
}

function requireState(state: FixtureState): void {
  requireStatus(state.status);
  if (state.score !== undefined) requireScore(state.score, 'the score');
  if (state.halfTimeScore !== undefined) requireScore(state.halfTimeScore, 'the half-time score');
  if (state.redCards !== undefined) requireScore(state.redCards, 'the count of red cards');
  if (state.minute !== undefined) requireCount(state.minute, 'the minute');
  if (state.period !== undefined) requireText(state.period, 'the period', 40);
}

function requireStatus(status: FixtureStatus): void {
  if (!FIXTURE_STATUSES.includes(status)) throw new Unreadable(`no fixture status "${status}"`);
}
