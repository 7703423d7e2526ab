import { expect, test } from 'vitest';
import { replayText } from './replay-bets.ts';

const difference = { betId: 'b1', where: 'paid_minor', stored: '1001', rebuilt: '1000' };
const report = {
  bets: 1_200,
  events: 3_400,
  differing: 0,
  differences: [],
  repaired: 0,
  strayLegs: 0,
};

test('a book that agrees is told in one line', () => {
  expect(replayText(report)).toBe(
    'Replayed 3,400 events of 1,200 bets: every one is what its events say.',
  );
});

test('rows of legs that no bet has are counted', () => {
  expect(replayText({ ...report, strayLegs: 2 })).toMatch(/say\.\n2 leg rows of no bet's leg\.$/);
});

test('differences are a table, with what to do', () => {
  const text = replayText({ ...report, differing: 1, differences: [difference] });
  expect(text.split('\n')).toEqual([
    'bet  where       stored  from its events',
    '───  ──────────  ──────  ───────────────',
    'b1   paid_minor  1001    1000',
    '',
    'Replayed 3,400 events of 1,200 bets: 1 bet differs.',
    'Nothing was changed: "winnex audit" tells whether events were edited,',
    'and "winnex replay bets --repair" writes the rows anew from the events.',
  ]);
});

test('a repair tells what it wrote and what it had to leave', () => {
  const damaged = { betId: 'b2', where: 'events', stored: null, rebuilt: 'event 2 is missing' };
  const differences = [difference, damaged];
  const whole = replayText({ ...report, differing: 2, differences, repaired: 2 });
  expect(whole).toMatch(/2 bets differ\.\n2 bets written anew from the events\.$/);
  const partly = replayText({ ...report, differing: 2, differences, repaired: 1 });
  expect(partly).toContain('1 bet left as found: their events are missing or damaged.');
  expect(partly).toContain('b2   events      (nothing)  event 2 is missing');
});

test('long values are cut', () => {
  const long = { ...difference, stored: 'x'.repeat(500) };
  const text = replayText({ ...report, differing: 1, differences: [long] });
  expect(text).toContain(`${'x'.repeat(59)}…`);
  expect(text).not.toContain('x'.repeat(60));
});
