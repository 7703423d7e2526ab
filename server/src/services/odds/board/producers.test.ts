import { expect, it } from 'vitest';
import { boardOf, marketOn, statusOn } from '../testing/board.ts';
import { betStop, fixtureChange, oddsChange, overUnder } from '../testing/messages.ts';
import { applyMessage } from './apply-message.ts';
import { holdProducer, releaseProducer } from './producers.ts';

const total = 'm1/totals/total=2.5';
const open = [fixtureChange(1), oddsChange(2), oddsChange(2, 18_000, 'active', overUnder)];

it('a producer that is down has no open market', () => {
  const board = boardOf(open);
  const [change] = holdProducer(board, 'live', 3);
  expect(change?.markets.map(({ id, status, version }) => [id, status, version])).toEqual([
    ['m1/1x2', 'suspended', 2],
    [total, 'suspended', 2],
  ]);
  applyMessage(board, oddsChange(4));
  expect(statusOn(board)).toBe('suspended');
});

it('back up, only what it has stated again reopens', () => {
  const board = boardOf(open);
  holdProducer(board, 'live', 3);
  applyMessage(board, oddsChange(2));
  const [change] = releaseProducer(board, 'live', 4);
  expect(change?.markets.map(({ id }) => id)).toEqual(['m1/1x2']);
  expect(statusOn(board)).toBe('active');
  expect(statusOn(board, total)).toBe('suspended');
  applyMessage(board, oddsChange(5, 18_000, 'active', overUnder));
  expect(statusOn(board, total)).toBe('active');
});

it('a stop from the time it was down holds', () => {
  const board = boardOf(open);
  holdProducer(board, 'live', 3);
  applyMessage(board, oddsChange(4));
  applyMessage(board, betStop(5));
  releaseProducer(board, 'live', 6);
  expect(statusOn(board)).toBe('suspended');
});

it('leaves the markets of other producers alone', () => {
  const board = boardOf(open);
  expect(holdProducer(board, 'pre-match', 3)).toEqual([]);
  expect(marketOn(board)).toMatchObject({ status: 'active', version: 1 });
});
