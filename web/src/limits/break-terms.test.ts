import { expect, test } from 'vitest';
import { breakEndMs, selfExclusions, termText, timeOuts } from './break-terms.ts';

const end = (months: number, from: string) =>
  new Date(breakEndMs({ kind: 'self-exclusion', months }, Date.parse(from))).toISOString();

test('days are of 24 hours, and months end on the same day or the first after it', () => {
  expect(breakEndMs({ kind: 'time-out', days: 42 }, 5)).toBe(42 * 86_400_000 + 5);
  expect(end(6, '2026-11-22T18:00:00.000Z')).toBe('2027-05-22T18:00:00.000Z');
  expect(end(6, '2026-08-31T18:00:00.000Z')).toBe('2027-03-01T18:00:00.000Z');
  expect(end(12, '2028-02-29T18:00:00.000Z')).toBe('2029-03-01T18:00:00.000Z');
});

test('terms read as people say them, each once', () => {
  expect([timeOuts[0], timeOuts[4], timeOuts.at(-1)].map((term) => term && termText(term))).toEqual(
    ['1 day', '1 week', '6 weeks'],
  );
  const texts = selfExclusions.map(termText);
  expect([texts[0], texts.at(-1)]).toEqual(['6 months', '5 years']);
  expect(new Set(texts).size).toBe(texts.length);
});
