import { expect, test } from 'vitest';
import { reasonWords } from './reason-words.ts';

const formats = { odds: (text: string) => `@${text}`, money: (minor: string) => `€${minor}` };

test('a changed price names the old and the current one', () => {
  const rejection = { code: 'ODDS_CHANGED', message: 'm', odds: '2.4' } as const;
  expect(reasonWords(rejection, '2.5', formats)).toBe('The price changed from @2.5 to @2.4.');
});

test('a limit names its amount, and without one the server speaks', () => {
  const high = { code: 'STAKE_TOO_HIGH', message: 'Too much.', stakeMinorMax: '900' } as const;
  expect(reasonWords(high, '2', formats)).toBe('The largest stake here is €900.');
  const bare = { code: 'STAKE_TOO_HIGH', message: 'Too much.' } as const;
  expect(reasonWords(bare, '2', formats)).toBe('Too much.');
});

test('codes without words of their own use those of the server', () => {
  const rejection = { code: 'DECLINED', message: 'The trader declined it.' } as const;
  expect(reasonWords(rejection, '2', formats)).toBe('The trader declined it.');
});

test('what stands in the way of the customer himself is told in full', () => {
  const message = 'The limit of 50.00 EUR on stakes in 24 hours leaves nothing.';
  expect(reasonWords({ code: 'RG_LIMIT', message }, '2', formats)).toContain(message);
  const blocked = 'You are taking a time-out until 2026-12-01T09:30:00.000Z.';
  const words = reasonWords({ code: 'ACCOUNT_BLOCKED', message: blocked }, '2', formats);
  expect(words).toMatch(/cannot place bets now\. .* until \d+ \w+ 2026, \d\d:\d\d\.$/);
});

test('what the house still takes is named, and nothing is nothing', () => {
  const full = { code: 'EVENT_LIMIT', message: 'm' } as const;
  expect(reasonWords({ ...full, stakeMinorMax: '700' }, '2', formats)).toContain('€700');
  expect(reasonWords({ ...full, stakeMinorMax: '0' }, '2', formats)).toMatch(/^No more stakes/);
});
