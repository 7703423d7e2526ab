import { expect, test } from 'vitest';
import { bet } from '../slip/testing/slip.ts';
import { betReference, betState, correctionWords, netMinor, tabOf } from './bet-words.ts';

const settled = bet({ status: 'SETTLED', settlementVersion: 1, result: 'HALF_LOST' });

test('each status has its tab and its word', () => {
  expect([tabOf(bet()), betState(bet())]).toEqual(['open', 'Open']);
  expect([tabOf(settled), betState(settled)]).toEqual(['settled', 'Half lost']);
  expect(betState(bet({ status: 'VOIDED' }))).toBe('Void');
  expect(tabOf(bet({ status: 'REJECTED' }))).toBe('rejected');
});

test('what comes back less than the stake is a loss, and says so', () => {
  expect(netMinor({ ...settled, payoutMinor: '250' })).toBe(-250n);
  expect(netMinor({ ...settled, payoutMinor: '1250' })).toBe(750n);
  expect(netMinor(bet())).toBeNull();
});

test('a corrected or withdrawn result is told', () => {
  expect(correctionWords(settled)).toBeNull();
  expect(correctionWords({ ...settled, settlementVersion: 2 })).toMatch(/corrected/);
  expect(correctionWords(bet({ settlementVersion: 1 }))).toMatch(/open again/);
});

test('the reference is the tail of the id', () => {
  expect(betReference('3f9a12bc-0b51-4a52-9a36-21f9d0f683f4')).toBe('D0F6-83F4');
});
