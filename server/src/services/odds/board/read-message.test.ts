import { describe, expect, it } from 'vitest';
import type { OddsChange, OutcomePrice } from '../feeds/feed.ts';
import { applyAll, boardOf, marketOn, statusOn } from '../testing/board.ts';
import { fixtureChange, oddsChange, overUnder, settlement } from '../testing/messages.ts';
import { applyMessage } from './apply-message.ts';
import { defaultBoardPolicy } from './policy.ts';
import { readMessage } from './read-message.ts';
import type { BoardMessage } from './readable.ts';

const reasonsOf = (message: unknown) =>
  readMessage(message as BoardMessage, defaultBoardPolicy).refusals.map(({ reason }) => reason);

function priced(outcome: Partial<OutcomePrice>): OddsChange {
  const outcomes = [{ id: 'home', odds: 20_000, active: true, ...outcome }];
  return {
    ...oddsChange(5),
    markets: [{ type: '1x2', specifiers: '', status: 'active', outcomes }],
  };
}

describe('refused', () => {
  it.each([
    ['a price that is no number', priced({ odds: Number.NaN }), 'odds NaN of outcome home'],
    ['a price of 1.0', priced({ odds: 10_000 }), 'odds 10000 of outcome home'],
    ['a price above 1000', priced({ odds: 10_000_001 }), 'odds 10000001 of outcome home'],
    ['a fraction of a price', priced({ odds: 20_000.5 }), 'odds 20000.5 of outcome home'],
    ['a negative price', priced({ odds: -1 }), 'odds -1 of outcome home'],
    ['an unlikely probability', priced({ probability: 1.1 }), 'probability 1.1 of outcome home'],
    ['a NUL in a name', priced({ name: 'a\0b' }), 'the name of outcome home holds characters'],
    ['half a surrogate', priced({ id: '\uD800' }), 'the id of an outcome holds characters'],
    ['another result', settlement(5, 'x', 3 as never), 'no certainty "3"'],
    ['a slash in an id', fixtureChange(5, 'live', 'a/b'), 'the fixture id holds a "/"'],
    ['a time that is none', fixtureChange(Number.NaN), 'the time of the message is not a time'],
    ['a status that is none', fixtureChange(5, 'paused' as never), 'no fixture status "paused"'],
    [
      'unsorted specifiers',
      oddsChange(5, 20_000, 'active', { type: 't', specifiers: 'b=1|a=2' }),
      'the specifiers "b=1|a=2" are not sorted',
    ],
    ['another kind', { kind: 'gossip', at: 1, producer: 'live' }, 'no message is called "gossip"'],
    ['no message at all', null, 'the message has another shape'],
    [
      'a message without markets',
      { ...oddsChange(5), markets: undefined },
      'the markets are missing',
    ],
  ])('%s', (_name, message, reason) => {
    expect(reasonsOf(message)).toEqual([expect.stringContaining(reason)]);
  });

  it('a market with far too many outcomes, and only that', () => {
    const outcomes = Array.from({ length: 1_001 }, (_, index) => ({
      id: `o${index}`,
      odds: 20_000,
      active: true,
    }));
    const message = oddsChange(5);
    const huge = { ...overUnder, status: 'active', outcomes } as const;
    const board = boardOf([fixtureChange(1)]);
    const { refusals } = applyMessage(board, { ...message, markets: [huge, ...message.markets] });
    expect(refusals.map(({ reason }) => reason)).toEqual([
      '1001 outcomes are more than the 1000 a market may have',
    ]);
    expect(statusOn(board)).toBe('active');
  });

  it('more markets than a fixture may have', () => {
    const board = boardOf([fixtureChange(1), oddsChange(2)], { marketsMax: 1 });
    const { refusals } = applyMessage(board, oddsChange(3, 20_000, 'active', overUnder));
    expect(refusals[0]?.reason).toContain('the fixture has 1 markets already');
  });
});

it('a market whose new prices cannot be read is suspended until good ones come', () => {
  const board = boardOf([fixtureChange(1), oddsChange(2)]);
  applyMessage(board, priced({ odds: 0 }));
  expect(statusOn(board)).toBe('suspended');
  applyAll(board, [oddsChange(6, 19_000)]);
  expect(marketOn(board)).toMatchObject({ status: 'active', version: 3 });
});

it('takes only the fields it knows', () => {
  const extra = priced({ deep: { nul: '\0' } } as never);
  const { message } = readMessage(extra, defaultBoardPolicy);
  expect(message).toMatchObject({ markets: [{ outcomes: [{ id: 'home', odds: 20_000 }] }] });
  expect(JSON.stringify(message)).not.toContain('deep');
});
