import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EXCHANGE_LADDER, HUNDREDTHS_LADDER } from '../../src/odds-ladder.ts';
import { effectiveProbability, expectedReturn, winOrLose } from '../../src/pricing/chances.ts';
import { quoteMarket, quoteOdds } from '../../src/pricing/quote.ts';
import { sumOf } from '../../src/pricing/sum.ts';
import { runs } from './runs.ts';

const options = { overround: 0.05, method: 'power', ladder: HUNDREDTHS_LADDER } as const;

test('at fair odds the expected return is the stake', () => {
  const weight = fc.double({ min: 0.01, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.tuple(weight, weight, weight, weight, weight), (weights) => {
      const sum = sumOf(weights);
      const [win, halfWin, push, halfLose, lose] = weights.map((w) => w / sum) as typeof weights;
      const chances = { win, halfWin, push, halfLose, lose };
      const odds = 10_000 / effectiveProbability(chances);
      expect(expectedReturn(chances, odds)).toBeCloseTo(1, 10);
    }),
    runs,
  );
});

test('prices carry the margin and stand on the ladder', () => {
  const quotes = quoteMarket([0.5, 0.3, 0.2].map(winOrLose), options);
  const book = sumOf(quotes.map(({ odds }) => 10_000 / odds!));
  expect(book).toBeGreaterThanOrEqual(1.05);
  expect(book).toBeLessThan(1.06);
  for (const { odds } of quotes) expect(odds! % 100).toBe(0);
  expect(quotes.map(({ probability }) => probability)).toEqual([0.5, 0.3, 0.2]);
});

test('without a margin odds are the fair odds', () => {
  const quotes = quoteMarket([0.5, 0.25, 0.25].map(winOrLose), { ...options, overround: 0 });
  expect(quotes.map(({ odds }) => odds)).toEqual([20_000, 40_000, 40_000]);
});

test('impossible and certain outcomes have no price', () => {
  const odds = (chances: number[], winners = 1) =>
    quoteMarket(chances.map(winOrLose), { ...options, winners }).map((quote) => quote.odds);
  expect(odds([1, 0, 0])).toEqual([null, null, null]);
  expect(odds([0, 0.5, 0.5])).toEqual([null, 19_000, 19_000]);
  expect(odds([1, 0.5, 0.5], 2)).toEqual([null, 19_000, 19_000]);
  expect(odds([1, 1, 0], 2)).toEqual([null, null, null]);
});

test('a certain push has no price', () => {
  const push = { win: 0, halfWin: 0, push: 1, halfLose: 0, lose: 0 };
  expect(quoteMarket([push, push], options)).toEqual([
    { probability: 0, odds: null },
    { probability: 0, odds: null },
  ]);
});

test('odds are rounded down, and end where the ladder ends', () => {
  expect(quoteOdds(1 / 2.139, HUNDREDTHS_LADDER)).toBe(21_300);
  expect(quoteOdds(1 / 2.139, EXCHANGE_LADDER)).toBe(21_200);
  expect(quoteOdds(1e-9, EXCHANGE_LADDER)).toBe(EXCHANGE_LADDER.topScaled);
  expect(quoteOdds(0.995, EXCHANGE_LADDER)).toBeNull();
  expect(quoteOdds(1.02, EXCHANGE_LADDER)).toBeNull();
});
