import { expect, test } from 'vitest';
import {
  atPath,
  attempt,
  failure,
  formatInstant,
  formatSpecifiers,
  KernelError,
  marketKey,
  parseInstant,
  parseMarketKey,
  parseSpecifiers,
  success,
} from '../src/index.ts';

function codeOf(run: () => unknown): string {
  const outcome = attempt(run);
  return outcome.ok ? 'ok' : outcome.error.code;
}

test('a market key does not depend on the order of its specifiers', () => {
  const key = marketKey('18', { total: '9.5', setnr: '1' });
  expect(key).toBe('18?setnr=1|total=9.5');
  expect(parseMarketKey(key)).toEqual({ marketId: '18', specifiers: { setnr: '1', total: '9.5' } });
  expect(marketKey('1')).toBe('1');
  expect(parseMarketKey('1')).toEqual({ marketId: '1', specifiers: {} });
});

test('specifiers are read as feeds write them', () => {
  expect(parseSpecifiers('')).toEqual({});
  expect(parseSpecifiers('hcp=1:0|map=')).toEqual({ hcp: '1:0', map: '' });
  expect(Object.getPrototypeOf(parseSpecifiers('__proto__=x'))).toBe(Object.prototype);
  for (const text of ['total', '=1', 'a=1|a=2', 'a=1|']) {
    expect(codeOf(() => parseSpecifiers(text))).toBe('MARKET_INVALID');
  }
  expect(codeOf(() => formatSpecifiers({ 'a=b': '1' }))).toBe('MARKET_INVALID');
  expect(codeOf(() => formatSpecifiers({ a: '1|b=2' }))).toBe('MARKET_INVALID');
  for (const id of ['', 'a?b', 'x'.repeat(201)]) {
    expect(codeOf(() => marketKey(id))).toBe('MARKET_INVALID');
  }
});

test('moments', () => {
  expect(parseInstant('2026-11-22T16:05:00Z')).toBe(1_795_363_500_000);
  expect(parseInstant('2026-11-22T17:05:00.250+01:00')).toBe(1_795_363_500_250);
  expect(formatInstant(1_795_363_500_250)).toBe('2026-11-22T16:05:00.250Z');
  for (const text of ['2026-11-22', '2026-02-30T00:00:00Z', '2026-13-01T00:00:00Z', 'now', '']) {
    expect(codeOf(() => parseInstant(text))).toBe('TIME_INVALID');
  }
  for (const instant of [Number.NaN, 0.5, 8.64e15 + 1, -8.64e15 - 1]) {
    expect(codeOf(() => formatInstant(instant))).toBe('TIME_INVALID');
  }
  expect(formatInstant(-8.64e15)).toBe('-271821-04-20T00:00:00.000Z');
});

test('errors carry a path that grows outwards', () => {
  const inner = () => {
    throw new KernelError('ODDS_INVALID', 'no', '[1].odds');
  };
  const outcome = attempt(() => atPath('slip', () => atPath('legs', inner)));
  expect(outcome).toMatchObject({
    ok: false,
    error: { code: 'ODDS_INVALID', path: 'slip.legs[1].odds' },
  });
  expect(attempt(() => atPath('', inner))).toMatchObject({ error: { path: '[1].odds' } });
  expect(new KernelError('ODDS_INVALID', 'no')).toMatchObject({ path: '', name: 'KernelError' });
});

test('only refusals become values', () => {
  expect(attempt(() => 1)).toEqual(success(1));
  expect(failure('no')).toEqual({ ok: false, error: 'no' });
  const bug = () => {
    throw new TypeError('bug');
  };
  expect(() => attempt(bug)).toThrow(TypeError);
  expect(() => atPath('x', bug)).toThrow(TypeError);
});
