import { expect, test } from 'vitest';
import { readMax } from './read-max.ts';

test.each([
  ['90', 90n],
  ['90 min', 90n],
  ['1:30', 90n],
  ['2h', 120n],
  ['1 h 30', 90n],
  ['1 hour 5 minutes', 65n],
  ['0', 0n],
])('time %j is %s minutes', (text, minor) => {
  expect(readMax('session', text, 'EUR')).toEqual({ kind: 'amount', minor });
});

test.each(['1:60', '1.5', 'soon', '-5', '1234567'])('time %j is refused with words', (text) => {
  expect(readMax('session', text, 'EUR')).toMatchObject({ message: expect.stringMatching(/\.$/) });
});

test('money as in the slip, and zero allows nothing', () => {
  expect(readMax('deposit', '50,5', 'EUR')).toEqual({ kind: 'amount', minor: 5_050n });
  for (const zero of ['0', '0.00', ' 0,0']) {
    expect(readMax('deposit', zero, 'EUR')).toEqual({ kind: 'amount', minor: 0n });
  }
  expect(readMax('loss', '-1', 'EUR').kind).toBe('invalid');
  expect(readMax('loss', ' ', 'EUR').kind).toBe('empty');
  expect(readMax('loss', '9999999999999999', 'EUR').kind).toBe('amount');
  expect(readMax('loss', '10000000000000000', 'EUR').kind).toBe('invalid');
});
