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
  const rejection = { code: 'JURISDICTION', message: 'Not offered where you are.' } as const;
  expect(reasonWords(rejection, '2', formats)).toBe('Not offered where you are.');
});
