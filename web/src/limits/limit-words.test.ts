import type { LimitEntry } from '@winnex/contracts';
import { expect, test } from 'vitest';
import { changeOf, changeWords, depositRoom, maxText, ownMax, wishStage } from './limit-words.ts';

const daily: LimitEntry = { kind: 'deposit', period: 'day', max: '5000', source: 'customer' };

test('money and time each in their own words', () => {
  expect(maxText('stake', '5000', 'EUR')).toBe('€50.00');
  const times = [0n, 45n, 60n, 90n, 10_080n].map((max) => maxText('session', max, 'EUR'));
  expect(times).toEqual(['0 min', '45 min', '1 h', '1 h 30 min', '168 h']);
});

test('own limits are told from those of the operator', () => {
  expect(ownMax(undefined)).toBeNull();
  expect(ownMax(daily)).toBe(5_000n);
  expect(ownMax({ ...daily, source: 'operator' })).toBeNull();
  expect(ownMax({ ...daily, source: 'operator', ownMax: '9000' })).toBe(9_000n);
});

test('only what loosens waits', () => {
  expect(changeOf(null, 10n ** 17n)).toBe('now');
  expect(changeOf(500n, 499n)).toBe('now');
  expect(changeOf(500n, 500n)).toBe('same');
  expect(changeOf(500n, 501n)).toBe('wait');
});

test('what a change will do is said before it is asked for', () => {
  const text = (max: bigint) => `€${max}`;
  expect(changeWords('now', null, text)).toBe('Takes effect now.');
  expect(changeWords('wait', 500n, text)).toMatch(/€500 stays .* 24 hours .* 7 days.* lapses\.$/);
});

test('a wish waits, can be confirmed, and lapses', () => {
  const pending = {
    max: null,
    requestedAt: '2026-11-01T10:00:00.000Z',
    confirmFrom: '2026-11-02T10:00:00.000Z',
    confirmUntil: '2026-11-09T10:00:00.000Z',
  };
  const fromMs = Date.parse(pending.confirmFrom);
  const untilMs = Date.parse(pending.confirmUntil);
  const stages = [fromMs - 1, fromMs, untilMs - 1, untilMs].map((at) => wishStage(pending, at));
  expect(stages).toEqual(['waiting', 'ready', 'ready', null]);
});

test('of deposit limits the one that leaves least counts', () => {
  const day = { ...daily, used: '1000', remaining: '4000' };
  const week = { ...daily, period: 'week', max: '9000', used: '6000', remaining: '3000' } as const;
  const stake = { ...day, kind: 'stake', remaining: '0' } as const;
  expect(depositRoom([stake, day, week])).toBe(week);
  expect(depositRoom([stake, daily])).toBeNull();
});
