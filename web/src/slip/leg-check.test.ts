import { expect, test } from 'vitest';
import { market } from '../live/testing/board.ts';
import { bettablePrice, checkLeg, priceAfter } from './leg-check.ts';
import { legOf, onePick } from './testing/slip.ts';

const leg = legOf(onePick);
const at = (odds: string | null, version = 2) =>
  market({ version, outcomes: [{ id: 'home', name: 'Rovers', odds, active: true }] });

test('the same price is ready, at the newest version', () => {
  const check = checkLeg(leg, at('2.50', 8), 'NONE');
  expect(bettablePrice(check)).toMatchObject({ odds: '2.50', version: 8 });
});

test.each([
  ['NONE', '2.6', true],
  ['NONE', '2.4', true],
  ['BETTER', '2.6', false],
  ['BETTER', '2.4', true],
  ['ANY', '2.4', false],
] as const)('policy %s at %s must ask: %s', (policy, odds, mustAccept) => {
  const check = checkLeg(leg, at(odds), policy);
  expect(check).toMatchObject({ kind: 'moved', from: '2.5', odds, mustAccept });
  expect(bettablePrice(check) === null).toBe(mustAccept);
});

test('what cannot be backed says so', () => {
  expect(checkLeg(leg, undefined, 'ANY').kind).toBe('loading');
  expect(checkLeg(leg, market({ status: 'suspended' }), 'ANY').kind).toBe('suspended');
  expect(checkLeg(leg, market({ status: 'handed-over' }), 'ANY').kind).toBe('suspended');
  expect(checkLeg(leg, at(null), 'ANY').kind).toBe('suspended');
  for (const status of ['settled', 'cancelled', 'inactive'] as const) {
    expect(checkLeg(leg, market({ status }), 'ANY').kind).toBe('closed');
  }
  expect(checkLeg({ ...leg, outcomeId: 'gone' }, market(), 'ANY').kind).toBe('closed');
});

test('after a rejection the newest price is offered', () => {
  const rejection = {
    code: 'ODDS_CHANGED',
    message: '',
    odds: '2.4',
    marketVersion: 5,
  } as const;
  const older = checkLeg(leg, at('2.5', 4), 'NONE');
  const newer = checkLeg(leg, at('2.3', 6), 'NONE');
  expect(priceAfter(rejection, older)).toEqual({ odds: '2.4', version: 5 });
  expect(priceAfter(rejection, newer)).toMatchObject({ odds: '2.3', version: 6 });
  const nothing = { ...rejection, odds: null };
  expect(priceAfter(nothing, checkLeg(leg, undefined, 'NONE'))).toBeNull();
});
