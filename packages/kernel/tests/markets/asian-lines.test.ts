import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gradeOutcome } from '../../src/markets/grade.ts';
import type { GradedResult } from '../../src/markets/graded.ts';
import { marketName } from '../../src/markets/names.ts';
import { marketChances } from '../../src/markets/price.ts';
import { scoreMatrix } from '../../src/pricing/score-matrix.ts';
import type { Score } from '../../src/settlement/asian-line.ts';
import { runs } from '../pricing/runs.ts';

const goals = fc.integer({ min: 0, max: 7 });
const quarters = (low: number, high: number) =>
  fc.integer({ min: 4 * low, max: 4 * high }).map((count) => count / 4);

function over(line: number, total: number): GradedResult {
  const market = { type: 'totals', specifiers: `total=${line}` };
  return gradeOutcome(market, 'over', { home: total, away: 0 });
}

function home(line: number, score: Score, scoreAtAcceptance = { home: 0, away: 0 }) {
  const market = { type: 'asian-handicap', specifiers: `handicap=${line}` };
  return gradeOutcome(market, 'home', score, { scoreAtAcceptance });
}

// Columns: 1, 2, 3 and 4 goals.
test.each([
  [1.75, ['lost', 'half-won', 'won', 'won']],
  [2, ['lost', 'push', 'won', 'won']],
  [2.25, ['lost', 'half-lost', 'won', 'won']],
  [2.5, ['lost', 'lost', 'won', 'won']],
  [2.75, ['lost', 'lost', 'half-won', 'won']],
  [3, ['lost', 'lost', 'push', 'won']],
  [3.25, ['lost', 'lost', 'half-lost', 'won']],
])('over %f', (line, results) => {
  expect([1, 2, 3, 4].map((total) => over(line, total))).toEqual(results);
});

// Columns: home loses by 2, loses by 1, draws, wins by 1, wins by 2.
test.each([
  [-1.25, ['lost', 'lost', 'lost', 'half-lost', 'won']],
  [-1, ['lost', 'lost', 'lost', 'push', 'won']],
  [-0.75, ['lost', 'lost', 'lost', 'half-won', 'won']],
  [-0.5, ['lost', 'lost', 'lost', 'won', 'won']],
  [-0.25, ['lost', 'lost', 'half-lost', 'won', 'won']],
  [0, ['lost', 'lost', 'push', 'won', 'won']],
  [0.25, ['lost', 'lost', 'half-won', 'won', 'won']],
  [0.5, ['lost', 'lost', 'won', 'won', 'won']],
  [0.75, ['lost', 'half-lost', 'won', 'won', 'won']],
  [1, ['lost', 'push', 'won', 'won', 'won']],
])('home %f', (line, results) => {
  const margins = [-2, -1, 0, 1, 2].map((margin) => ({ home: 3 + margin, away: 3 }));
  expect(margins.map((score) => home(line, score))).toEqual(results);
});

test('a quarter line is the mean of its neighbours, and the sides mirror', () => {
  const value = { won: 1, 'half-won': 0.5, push: 0, void: 0, 'half-lost': -0.5, lost: -1 };
  fc.assert(
    fc.property(goals, goals, quarters(1, 6), quarters(-3, 3), (h, a, total, handicap) => {
      const score = { home: h, away: a };
      if (!Number.isInteger(2 * total)) {
        const neighbours = value[over(total - 0.25, h + a)] + value[over(total + 0.25, h + a)];
        expect(value[over(total, h + a)]).toBe(neighbours / 2);
      }
      if (!Number.isInteger(2 * handicap)) {
        const neighbours =
          value[home(handicap - 0.25, score)] + value[home(handicap + 0.25, score)];
        expect(value[home(handicap, score)]).toBe(neighbours / 2);
      }
      const market = { type: 'asian-handicap', specifiers: `handicap=${handicap}` };
      const away = value[gradeOutcome(market, 'away', score)];
      expect(value[home(handicap, score)] + away).toBe(0);
    }),
    runs,
  );
});

test('in play a handicap counts goals after the bet, a total the whole match', () => {
  const scoreAtAcceptance = { home: 1, away: 0 };
  expect(home(-0.25, { home: 1, away: 0 }, scoreAtAcceptance)).toBe('half-lost');
  expect(home(-0.25, { home: 1, away: 0 })).toBe('won');
  const total = { type: 'totals', specifiers: 'total=0.5' };
  expect(gradeOutcome(total, 'over', { home: 1, away: 0 }, { scoreAtAcceptance })).toBe('won');
});

test('a handicap that names its score counts from there, whatever the bet says', () => {
  const market = { type: 'asian-handicap', specifiers: 'handicap=-0.25|score=1:0' };
  const final = { home: 1, away: 0 };
  expect(gradeOutcome(market, 'home', final)).toBe('half-lost');
  expect(gradeOutcome(market, 'away', { home: 1, away: 1 })).toBe('won');
  expect(marketName(market)).toBe('Asian handicap -0.25 (from 1:0)');
  const model = {
    matrix: scoreMatrix({ homeGoals: 0.9, awayGoals: 0.4, from: { home: 2, away: 1 } }),
  };
  const named = marketChances(market, model);
  const frozen = marketChances({ type: 'asian-handicap', specifiers: 'handicap=-0.25' }, model, {
    scoreAtAcceptance: { home: 1, away: 0 },
  });
  expect(named).toEqual(frozen);
});

test.each([
  'score=1:0',
  'handicap=0|score=1-0',
  'handicap=0|score=01:0',
  'handicap=0|score=1:0|x=1',
])('refuses %s', (specifiers) => {
  expect(() => marketName({ type: 'asian-handicap', specifiers })).toThrowError(
    expect.objectContaining({ code: 'MARKET_INVALID', path: 'specifiers' }),
  );
});

test('only handicaps count from a score', () => {
  const market = { type: 'totals', specifiers: 'total=2.5|score=1:0' };
  expect(() => marketName(market)).toThrowError(expect.objectContaining({ path: 'specifiers' }));
});
