import { expect, test } from 'vitest';
import { ApiProblem, fieldErrors } from '../api/problem.ts';
import { summary } from '../live/testing/board.ts';
import { matchClock } from '../lobby/match-clock.ts';
import { moneyText, signedMoneyText } from './money-text.ts';
import { formatPrice } from './odds-text.ts';
import { resultWord } from './result-words.ts';
import { readRoute } from './router.ts';

test('money is shown to the last unit, whatever its size', () => {
  expect(moneyText('105', 'EUR')).toBe('€1.05');
  expect(moneyText('99999999999999999', 'EUR')).toBe('€999,999,999,999,999.99');
  expect(moneyText(500n, 'JPY')).toBe('¥500');
  expect(moneyText(1_500_000n, 'USDT')).toBe('1.500000 USDT');
  expect(signedMoneyText('-1050', 'EUR')).toBe('−€10.50');
  expect(signedMoneyText('1050', 'EUR')).toBe('+€10.50');
});

test('prices follow the format', () => {
  expect(formatPrice('2.5', 'decimal')).toBe('2.50');
  expect(formatPrice('2.5', 'fractional')).toBe('6/4');
  expect(formatPrice('1.5', 'american')).toBe('−200');
});

test('routes are read, and what is none is lost', () => {
  expect(readRoute('/')).toEqual({ page: 'lobby', competition: null });
  expect(readRoute('/competition/a%20b')).toEqual({ page: 'lobby', competition: 'a b' });
  expect(readRoute('/fixture/sr%3Amatch%3A1%2F2')).toEqual({ page: 'fixture', id: 'sr:match:1/2' });
  expect(readRoute('/bets')).toEqual({ page: 'bets' });
  expect(readRoute('/limits')).toEqual({ page: 'limits' });
  for (const path of [
    '/fixture',
    '/fixture/',
    '/bets/1',
    '/limits/',
    '/x',
    '/fixture/%zz',
    '/fixture/a/b',
  ]) {
    expect(readRoute(path), path).toEqual({ page: 'lost' });
  }
});

test('results of markets and of bets read alike', () => {
  expect(resultWord('half-won')).toBe('Half won');
  expect(resultWord('HALF_WON')).toBe('Half won');
  expect(resultWord('later')).toBeNull();
});

test('the match clock', () => {
  expect(matchClock(summary({ minute: 63 }), 0)).toBe('63′');
  expect(matchClock(summary({ minute: 45, period: 'half-time' }), 0)).toBe('HT');
  expect(matchClock(summary({ status: 'ended' }), 0)).toBe('Full time');
});

test('errors of a problem go to the fields that they point at', () => {
  const problem = new ApiProblem({
    type: '/problems/invalid-request',
    title: 'Bad',
    status: 400,
    errors: [{ pointer: '/email', detail: 'must be an email address' }],
  });
  expect(problem.slug).toBe('invalid-request');
  expect(fieldErrors(problem)).toEqual({ email: 'Must be an email address.' });
});
