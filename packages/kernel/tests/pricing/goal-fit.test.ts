import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resultProbabilities } from '../../src/markets/football/match-result.ts';
import { marketChances } from '../../src/markets/price.ts';
import { effectiveProbability } from '../../src/pricing/chances.ts';
import { fitGoals } from '../../src/pricing/goal-fit.ts';
import { scoreMatrix } from '../../src/pricing/score-matrix.ts';
import { runs } from './runs.ts';

const goals = fc.double({ min: 0.3, max: 3.5, noNaN: true });

test('finds the expectations behind 1X2 and a total', () => {
  fc.assert(
    fc.property(goals, goals, fc.constantFrom(2, 2.25, 2.5), (homeGoals, awayGoals, line) => {
      const rho = -0.05;
      const matrix = scoreMatrix({ homeGoals, awayGoals, rho });
      const [over] = marketChances({ type: 'totals', specifiers: `total=${line}` }, { matrix });
      const fit = fitGoals({
        ...resultProbabilities(matrix),
        total: { line, over: effectiveProbability(over!.chances) },
        rho,
      });
      expect(fit.homeGoals).toBeCloseTo(homeGoals, 4);
      expect(fit.awayGoals).toBeCloseTo(awayGoals, 4);
      expect(fit.error).toBeLessThan(1e-6);
    }),
    runs,
  );
});

test('1X2 alone is enough when it comes from a matrix', () => {
  const fit = fitGoals(resultProbabilities(scoreMatrix({ homeGoals: 1.6, awayGoals: 1.1 })));
  expect(fit.homeGoals).toBeCloseTo(1.6, 4);
  expect(fit.awayGoals).toBeCloseTo(1.1, 4);
});

test('an answer that does not fit says by how much', () => {
  const fit = fitGoals({ home: 0.3, draw: 0.6, away: 0.1, total: { line: 2.5, over: 0.9 } });
  expect(fit.error).toBeGreaterThan(0.1);
});

test.each([
  [{ home: 0, draw: 0.5, away: 0.5 }, 'home'],
  [{ home: 0.5, draw: 0.5, away: 0.5 }, 'home'],
  [{ home: 0.5, draw: 0.25, away: 0.25, total: { line: 2.5, over: 1 } }, 'over'],
])('refuses %j', (input, path) => {
  expect(() => fitGoals(input)).toThrowError(
    expect.objectContaining({ code: 'PROBABILITY_INVALID', path }),
  );
});
