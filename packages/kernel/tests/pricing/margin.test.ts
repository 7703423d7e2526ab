import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  applyMargin,
  impliedProbabilities,
  type MarginMethodName,
  marginMethods,
  overround,
  removeMargin,
} from '../../src/pricing/margin.ts';
import { sumOf } from '../../src/pricing/sum.ts';
import { runs } from './runs.ts';

interface Reference {
  readonly odds: readonly number[];
  readonly method: MarginMethodName;
  readonly fair: readonly number[];
  readonly parameter?: number;
}

// The published values that the `implied` and `shin` libraries test, and more computed with them.
const REFERENCES: readonly Reference[] = [
  { odds: [27_000, 23_000, 44_000], method: 'proportional', fair: [0.358738, 0.421127, 0.220135] },
  {
    odds: [27_000, 23_000, 44_000],
    method: 'power',
    fair: [0.359171, 0.423731, 0.217098],
    parameter: 1.030913,
  },
  {
    odds: [27_000, 23_000, 44_000],
    method: 'shin',
    fair: [0.359344, 0.423244, 0.217412],
    parameter: 0.01623644,
  },
  {
    odds: [27_000, 23_000, 44_000],
    method: 'odds-ratio',
    fair: [0.35881, 0.422561, 0.218628],
    parameter: 1.051169,
  },
  {
    odds: [27_000, 23_000, 44_000],
    method: 'logarithmic',
    fair: [0.35881, 0.422561, 0.218628],
    parameter: Math.log(1.051169),
  },
  { odds: [27_000, 23_000, 44_000], method: 'additive', fair: [0.359562, 0.423974, 0.216464] },
  {
    odds: [26_000, 24_000, 43_000],
    method: 'shin',
    fair: [0.372994, 0.404779, 0.222227],
    parameter: 0.01694251,
  },
  { odds: [26_000, 24_000, 43_000], method: 'power', fair: [0.372984, 0.405107, 0.221908] },
  {
    odds: [42_000, 37_000, 19_500],
    method: 'power',
    fair: [0.231141, 0.263064, 0.505795],
    parameter: 1.020656,
  },
  {
    odds: [42_000, 37_000, 19_500],
    method: 'shin',
    fair: [0.231572, 0.263574, 0.504854],
    parameter: 0.010608,
  },
  { odds: [11_900, 70_000, 140_000], method: 'proportional', fair: [0.796813, 0.135458, 0.067729] },
  { odds: [11_900, 70_000, 140_000], method: 'power', fair: [0.826315, 0.118348, 0.055337] },
  {
    odds: [11_900, 70_000, 140_000],
    method: 'shin',
    fair: [0.815631, 0.127091, 0.057278],
    parameter: 0.028836,
  },
  { odds: [11_900, 70_000, 140_000], method: 'odds-ratio', fair: [0.815994, 0.123137, 0.060868] },
  { odds: [11_900, 70_000, 140_000], method: 'additive', fair: [0.822129, 0.12465, 0.053221] },
  { odds: [15_000, 27_400], method: 'shin', fair: [0.650852, 0.349148], parameter: 0.031727 },
  { odds: [15_000, 27_400], method: 'additive', fair: [0.650852, 0.349148] },
];

test.each(REFERENCES)('$odds by $method', ({ odds, method, fair, parameter }) => {
  const removed = removeMargin(impliedProbabilities(odds), { method });
  for (const [index, probability] of fair.entries()) {
    expect(Math.abs(removed.probabilities[index]! - probability)).toBeLessThan(1e-6);
  }
  if (parameter !== undefined) expect(Math.abs(removed.parameter - parameter)).toBeLessThan(1e-6);
});

test('the overround of a market', () => {
  expect(overround(impliedProbabilities([27_000, 23_000, 44_000]))).toBeCloseTo(0.032426, 6);
  expect(overround([0.7, 0.8, 0.6], 2)).toBeCloseTo(0.05, 12);
});

test('additive refuses to give an outcome a negative probability', () => {
  const quoted = [0.87, 0.2, 0.1, 0.05, 0.02, 0.01];
  expect(() => removeMargin(quoted, { method: 'additive' })).toThrowError(
    expect.objectContaining({ code: 'MARGIN_INVALID', path: 'quoted[4]' }),
  );
});

const shares = (least: number) =>
  fc
    .array(fc.double({ min: 0.02, max: 1, noNaN: true }), { minLength: least, maxLength: 30 })
    .map((weights) => weights.map((weight) => weight / sumOf(weights)));

test.each(marginMethods)('%s: what is applied is removed again', (method) => {
  fc.assert(
    fc.property(shares(2), fc.double({ min: 0, max: 0.1, noNaN: true }), (fair, over) => {
      const quoted = applyMargin(fair, { method, overround: over });
      expect(Math.abs(sumOf(quoted) - 1 - over)).toBeLessThan(1e-9);
      fc.pre(quoted.every((q) => q < 1));
      const { probabilities } = removeMargin(quoted, { method });
      expect(Math.abs(sumOf(probabilities) - 1)).toBeLessThan(1e-9);
      for (const [index, p] of probabilities.entries()) {
        expect(Math.abs(p - fair[index]!)).toBeLessThan(1e-7);
      }
    }),
    runs,
  );
});

test.each(marginMethods.filter((name) => name !== 'shin'))('%s: two winners', (method) => {
  fc.assert(
    fc.property(shares(3), (thirds) => {
      const fair = thirds.map((p) => (1 - p) * (2 / (thirds.length - 1)));
      fc.pre(fair.every((p) => p < 0.9));
      const quoted = applyMargin(fair, { method, overround: 0.05, winners: 2 });
      expect(sumOf(quoted)).toBeCloseTo(2.1, 9);
      fc.pre(quoted.every((q) => q < 1));
      const { probabilities } = removeMargin(quoted, { method, winners: 2 });
      for (const [index, p] of probabilities.entries()) expect(p).toBeCloseTo(fair[index]!, 7);
    }),
    runs,
  );
});

test('for two outcomes Shin is additive, and logarithmic is always odds ratio', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.2, max: 0.8, noNaN: true }), (p) => {
      const quoted = [p, 1.06 - p];
      const shin = removeMargin(quoted, { method: 'shin' }).probabilities;
      const additive = removeMargin(quoted, { method: 'additive' }).probabilities;
      const ratio = removeMargin(quoted, { method: 'odds-ratio' });
      const log = removeMargin(quoted, { method: 'logarithmic' });
      expect(shin[0]).toBeCloseTo(additive[0]!, 9);
      expect(log.probabilities).toEqual(ratio.probabilities);
      expect(Math.exp(log.parameter)).toBeCloseTo(ratio.parameter, 12);
    }),
    runs,
  );
});

test.each([
  [[], 'MARKET_INVALID', 'quoted'],
  [[0.5], 'MARKET_INVALID', 'quoted'],
  [[0.5, Number.NaN], 'PROBABILITY_INVALID', 'quoted[1]'],
  [[0, 0.5], 'PROBABILITY_INVALID', 'quoted[0]'],
  [[0.5, 1], 'PROBABILITY_INVALID', 'quoted[1]'],
])('refuses %j', (quoted, code, path) => {
  for (const method of marginMethods) {
    expect(() => removeMargin(quoted, { method })).toThrowError(
      expect.objectContaining({ code, path }),
    );
  }
});

test('refuses what no method can do', () => {
  const refused = (run: () => unknown, code: string) =>
    expect(run).toThrowError(expect.objectContaining({ code }));
  refused(() => impliedProbabilities([10_000]), 'ODDS_INVALID');
  refused(() => impliedProbabilities([Number.NaN]), 'ODDS_INVALID');
  refused(() => removeMargin([0.4, 0.5], { method: 'shin' }), 'MARGIN_INVALID');
  refused(() => removeMargin([0.7, 0.8, 0.6], { method: 'shin', winners: 2 }), 'MARGIN_INVALID');
  refused(
    () => applyMargin([0.5, 0.6], { method: 'power', overround: 0.05 }),
    'PROBABILITY_INVALID',
  );
  refused(() => applyMargin([0.5, 0.5], { method: 'power', overround: -0.1 }), 'MARGIN_INVALID');
  refused(() => applyMargin([0.999, 0.001], { method: 'shin', overround: 0.5 }), 'MARGIN_INVALID');
  const method = 'constructor' as MarginMethodName;
  refused(() => removeMargin([0.5, 0.6], { method }), 'FIELD_INVALID');
});
