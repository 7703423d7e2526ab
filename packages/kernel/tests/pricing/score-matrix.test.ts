import fc from 'fast-check';
import { expect, test } from 'vitest';
import { marginDistribution, totalDistribution } from '../../src/pricing/score-distributions.ts';
import { followedBy, scoreMatrix, scoreProbability } from '../../src/pricing/score-matrix.ts';
import { sumOf } from '../../src/pricing/sum.ts';
import { runs } from './runs.ts';

const expectation = fc.double({ min: 0, max: 6, noNaN: true });
const goals = fc.integer({ min: 0, max: 5 });

test('sums to 1 and keeps the distributions of total and margin', () => {
  fc.assert(
    fc.property(expectation, expectation, goals, goals, (homeGoals, awayGoals, home, away) => {
      const rho = Math.max(-0.2, -0.9 / Math.max(homeGoals, awayGoals, 1));
      const matrix = scoreMatrix({ homeGoals, awayGoals, rho, from: { home, away } });
      expect(Math.abs(sumOf(matrix.probabilities) - 1)).toBeLessThan(1e-12);
      expect(Math.min(...matrix.probabilities)).toBeGreaterThanOrEqual(0);
      expect(Math.abs(sumOf(totalDistribution(matrix).probabilities) - 1)).toBeLessThan(1e-12);
      expect(Math.abs(sumOf(marginDistribution(matrix).probabilities) - 1)).toBeLessThan(1e-12);
    }),
    runs,
  );
});

test('the four low scores carry the dependence, by hand', () => {
  const [home, away, rho] = [1.4, 1.1, -0.1];
  const matrix = scoreMatrix({ homeGoals: home, awayGoals: away, rho });
  const none = Math.exp(-home - away);
  expect(scoreProbability(matrix, 0, 0)).toBeCloseTo(none * (1 - home * away * rho), 9);
  expect(scoreProbability(matrix, 0, 1)).toBeCloseTo(none * away * (1 + home * rho), 9);
  expect(scoreProbability(matrix, 1, 0)).toBeCloseTo(none * home * (1 + away * rho), 9);
  expect(scoreProbability(matrix, 1, 1)).toBeCloseTo(none * home * away * (1 - rho), 9);
  expect(scoreProbability(matrix, 2, 1)).toBeCloseTo((none * home ** 2 * away) / 2, 9);
  expect(scoreProbability(matrix, 70, 0)).toBe(0);
});

test('in play the matrix starts at the score', () => {
  const matrix = scoreMatrix({ homeGoals: 0.4, awayGoals: 0.3, from: { home: 2, away: 1 } });
  expect(scoreProbability(matrix, 2, 1)).toBeCloseTo(Math.exp(-0.7), 9);
  expect(scoreProbability(matrix, 1, 1)).toBe(0);
});

test('at the whistle only the score is left', () => {
  const matrix = scoreMatrix({ homeGoals: 0, awayGoals: 0, from: { home: 3, away: 3 } });
  expect(scoreProbability(matrix, 3, 3)).toBe(1);
});

test('two independent halves make the match', () => {
  const first = scoreMatrix({ homeGoals: 0.6, awayGoals: 0.5 });
  const second = scoreMatrix({ homeGoals: 0.8, awayGoals: 0.7 });
  const whole = scoreMatrix({ homeGoals: 1.4, awayGoals: 1.2 });
  const joined = followedBy(first, second);
  for (let i = 0; i < 6; i++) {
    for (let j = 0; j < 6; j++) {
      expect(scoreProbability(joined, i, j)).toBeCloseTo(scoreProbability(whole, i, j), 9);
    }
  }
});

test('what lies beyond the most goals is spread over the rest', () => {
  const matrix = scoreMatrix({ homeGoals: 3, awayGoals: 3, goalsMax: 2 });
  expect(matrix.probabilities).toHaveLength(9);
  expect(sumOf(matrix.probabilities)).toBeCloseTo(1, 14);
});

test.each([
  [{ homeGoals: -1, awayGoals: 1 }, 'homeGoals'],
  [{ homeGoals: 1, awayGoals: Number.NaN }, 'awayGoals'],
  [{ homeGoals: 21, awayGoals: 1 }, 'homeGoals'],
  [{ homeGoals: 2, awayGoals: 2, rho: -0.6 }, 'rho'],
  [{ homeGoals: 2, awayGoals: 2, rho: 0.3 }, 'rho'],
  [{ homeGoals: 1, awayGoals: 1, goalsMax: 0 }, 'goalsMax'],
])('refuses %j', (input, path) => {
  expect(() => scoreMatrix(input)).toThrowError(
    expect.objectContaining({ code: 'NUMBER_INVALID', path }),
  );
});
