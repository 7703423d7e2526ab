import { expect, test } from 'vitest';
import { potentialReturn, readAmount } from './stake.ts';

test.each([
  ['5', 500n],
  ['5.5', 550n],
  ['5,50', 550n],
  [' 1 250,00 ', 125_000n],
  ['.5', 50n],
  ['7.', 700n],
  ['0,01', 1n],
])('reads %j as %s cents', (text, minor) => {
  expect(readAmount(text, 'EUR')).toEqual({ kind: 'amount', minor });
});

test.each(['abc', '1.2.3', '1,000.50', '1e3', '5.555', '-5', '0', '0.00', '∞'])(
  'refuses %j with words',
  (text) => {
    const stake = readAmount(text, 'EUR');
    expect(stake.kind).toBe('invalid');
    expect(stake.kind === 'invalid' && stake.message).toMatch(/\.$/);
  },
);

test('decimals follow the currency', () => {
  expect(readAmount('500', 'JPY')).toEqual({ kind: 'amount', minor: 500n });
  expect(readAmount('5.5', 'JPY')).toMatchObject({ message: 'JPY has no decimals.' });
  expect(readAmount('1.234', 'KWD')).toEqual({ kind: 'amount', minor: 1_234n });
  expect(readAmount('1,000', 'EUR')).toMatchObject({ message: 'EUR has at most 2 decimals.' });
});

test('nothing typed is nothing wrong', () => {
  expect(readAmount('  ', 'EUR')).toEqual({ kind: 'empty' });
});

test('a return is exact and rounded down', () => {
  expect(potentialReturn(1_000n, '2.35')).toBe(2_350n);
  expect(potentialReturn(333n, '1.8333')).toBe(610n);
  expect(potentialReturn(10n ** 17n + 1n, '1.0001')).toBe(100_010_000_000_000_001n);
});
