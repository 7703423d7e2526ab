import type { MarketKey } from '../feeds/feed.ts';
import type { Board, BoardFixture, BoardMarket } from './board.ts';
import { type BoardChange, conclude } from './conclude.ts';
import { describeFixture, withState } from './fixture-edits.ts';
import * as edit from './market-edits.ts';
import { marketId } from './market-id.ts';
import { readMessage } from './read-message.ts';
import type { BoardMessage, ReadableMessage, Refusal } from './readable.ts';

export interface Applied {
  /** Null when the board is as it was: a duplicate, a latecomer, or a refused message. */
  readonly change: BoardChange | null;
  readonly refusals: readonly Refusal[];
}

type FixtureMessage = Exclude<ReadableMessage, { kind: 'fixture-change' }>;

/**
 * Takes one message onto the board. Pure but for the board itself: no clock, no I/O.
 *
 * What is older than what is known changes nothing, and neither does the same message again. Two
 * messages of different times may come in either order. A message about a fixture that nobody has
 * described is refused; so is each part of a message that cannot be read.
 */
export function applyMessage(board: Board, message: BoardMessage): Applied {
  const reading = readMessage(message, board.policy);
  if (reading.message === null) return { change: null, refusals: reading.refusals };
  if (reading.message.kind === 'fixture-change') {
    const { fixture: id } = reading.message;
    const before = board.fixtures.get(id.id);
    const { fixture, refusals } = describeFixture(before, reading.message);
    const change = conclude(board, before, fixture, new Map(), message.at);
    return { change, refusals };
  }
  const before = board.fixtures.get(reading.message.fixtureId);
  if (before === undefined) {
    const reason = `no fixture "${reading.message.fixtureId}" is known`;
    return { change: null, refusals: [{ reason }, ...reading.refusals] };
  }
  return applyToFixture(board, before, reading.message, reading.unreadable, reading.refusals);
}

function applyToFixture(
  board: Board,
  before: BoardFixture,
  message: FixtureMessage,
  unreadable: readonly MarketKey[],
  readingRefusals: readonly Refusal[],
): Applied {
  const refusals = [...readingRefusals];
  const { fixture, refusals: stateRefusals } = withState(before, message);
  refusals.push(...stateRefusals);

  const edited = new Map<string, BoardMarket>();
  let size = fixture.markets.size;
  const change = (key: MarketKey, apply: (market: BoardMarket) => BoardMarket) => {
    const id = marketId(fixture.id, key.type, key.specifiers);
    const known = edited.get(id) ?? fixture.markets.get(id);
    if (known === undefined && size >= board.policy.marketsMax) {
      const reason = `the fixture has ${size} markets already, which is the most it may have`;
      refusals.push({ reason, part: key });
      return;
    }
    const market = known ?? edit.newMarket(fixture, key, message.producer);
    const next = apply(market);
    if (next === known) return;
    if (known === undefined) size += 1;
    edited.set(id, next);
  };

  applyToMarkets(before, message, change);
  for (const key of unreadable) {
    const id = marketId(fixture.id, key.type, key.specifiers);
    if (fixture.markets.has(id)) change(key, (market) => edit.stop(market, message.at));
  }
  return { change: conclude(board, before, fixture, edited, message.at), refusals };
}

function applyToMarkets(
  fixture: BoardFixture,
  message: FixtureMessage,
  change: (key: MarketKey, apply: (market: BoardMarket) => BoardMarket) => void,
): void {
  const { producer, at } = message;
  switch (message.kind) {
    case 'odds-change':
      for (const prices of message.markets) {
        change(prices, (known) =>
          edit.offer(known, { producer, at }, prices.status, prices.outcomes),
        );
      }
      return;
    case 'bet-stop':
      for (const key of message.markets ?? fixture.markets.values()) {
        change(key, (known) => edit.stop(known, at));
      }
      return;
    case 'bet-settlement':
      for (const result of message.markets) {
        change(result, (known) => edit.settle(known, { producer, at }, message.certainty, result));
      }
      return;
    case 'rollback-bet-settlement':
      for (const key of message.markets) change(key, (known) => edit.rollBack(known, at));
      return;
    case 'bet-cancel':
    case 'rollback-bet-cancel': {
      const { fromMs, untilMs } = message;
      const standing = message.kind === 'bet-cancel';
      const reason = message.kind === 'bet-cancel' ? message.reason : '';
      const window = {
        ...(fromMs === undefined ? {} : { fromMs }),
        ...(untilMs === undefined ? {} : { untilMs }),
      };
      const said = { at, producer, reason, ...window, standing };
      for (const key of message.markets) change(key, (known) => edit.cancel(known, said));
    }
  }
}
