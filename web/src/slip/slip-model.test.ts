import { expect, test } from 'vitest';
import {
  type Attempt,
  acceptPrice,
  beginAttempt,
  clearLegs,
  emptySlip,
  legName,
  MAX_LEGS,
  removeLeg,
  setPhase,
  setStake,
  takeAnswer,
  togglePick,
} from './slip-model.ts';
import { readSlip } from './stored-slip.ts';
import { bet, legOf, onePick, pick } from './testing/slip.ts';

const name = legName(pick);
const attempt: Attempt = {
  key: 'key-1',
  userId: 'u1',
  sentAtMs: 0,
  phase: 'sending',
  request: {
    type: 'single',
    legs: [{ marketId: 'm1', outcomeId: 'home', odds: '2.5' }],
    stakeMinor: '500',
    currency: 'EUR',
  },
};
const sending = beginAttempt(onePick, name, attempt);

test('a second tap takes a pick off again', () => {
  expect(onePick.legs).toHaveLength(1);
  expect(togglePick(onePick, pick)).toEqual(emptySlip);
});

test('a full slip takes no more', () => {
  const many = Array.from({ length: MAX_LEGS + 1 }, (_, n) => ({ ...pick, marketId: `m${n}` }));
  expect(many.reduce(togglePick, emptySlip).legs).toHaveLength(MAX_LEGS);
});

test('while a bet is on its way nothing about it changes', () => {
  expect(togglePick(sending, pick)).toEqual(sending);
  expect(removeLeg(sending, name)).toEqual(sending);
  expect(clearLegs(sending)).toEqual(sending);
  expect(setStake(sending, name, '9')).toEqual(sending);
  expect(acceptPrice(sending, name, '9', 9)).toEqual(sending);
});

test('one that was never recorded can be taken off', () => {
  expect(removeLeg(setPhase(sending, 'key-1', 'not-recorded'), name)).toEqual(emptySlip);
});

test('an accepted bet leaves the slip', () => {
  expect(takeAnswer(sending, 'key-1', bet())).toEqual(emptySlip);
});

test('a rejected one stays with its reason until something is changed', () => {
  const rejection = { code: 'ODDS_CHANGED', message: 'changed', odds: '2.4' } as const;
  const rejected = takeAnswer(sending, 'key-1', bet({ status: 'REJECTED', rejection }));
  expect(legOf(rejected)).toMatchObject({ attempt: null, rejection });
  expect(legOf(setStake(rejected, name, '3')).rejection).toBeNull();
  expect(legOf(acceptPrice(rejected, name, '2.4', 2))).toMatchObject({
    odds: '2.4',
    marketVersion: 2,
    rejection: null,
  });
});

test('an answer to another attempt changes nothing', () => {
  expect(takeAnswer(sending, 'key-2', bet({ key: 'key-2' }))).toEqual(sending);
});

test('what is stored comes back, and anything else counts as none', () => {
  expect(readSlip(JSON.parse(JSON.stringify(sending)))).toEqual(sending);
  for (const odd of [null, 7, {}, { legs: 'x' }, { legs: [{ marketId: 'm1' }] }]) {
    expect(readSlip(odd)).toBeNull();
  }
});
