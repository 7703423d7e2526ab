import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gradeMarket, gradeOutcome } from '../../src/markets/grade.ts';
import { outcomesOf } from '../../src/markets/names.ts';
import { runs } from '../pricing/runs.ts';
import { anyMarket, scoreAfter, stories } from './scores.ts';

const winners = (type: string, score: Parameters<typeof gradeMarket>[1], specifiers = '') =>
  gradeMarket({ type, specifiers }, score)
    .filter(({ result }) => result === 'won')
    .map(({ id }) => id);

test.each([
  ['1x2', 2, 1, ['home']],
  ['1x2', 0, 0, ['draw']],
  ['1x2', 0, 3, ['away']],
  ['double-chance', 2, 1, ['home-or-draw', 'home-or-away']],
  ['double-chance', 1, 1, ['home-or-draw', 'draw-or-away']],
  ['double-chance', 0, 1, ['home-or-away', 'draw-or-away']],
  ['draw-no-bet', 2, 1, ['home']],
  ['draw-no-bet', 1, 1, []],
  ['both-teams-to-score', 1, 1, ['yes']],
  ['both-teams-to-score', 4, 0, ['no']],
  ['correct-score', 4, 4, ['4-4']],
  ['correct-score', 5, 0, ['other']],
  ['correct-score', 0, 0, ['0-0']],
])('%s of %i-%i is won by %j', (type, home, away, expected) => {
  expect(winners(type, { home, away })).toEqual(expected);
});

test('draw no bet gives the stake back on a draw', () => {
  const results = gradeMarket({ type: 'draw-no-bet', specifiers: '' }, { home: 2, away: 2 });
  expect(results.map(({ result }) => result)).toEqual(['push', 'push']);
});

test('half time / full time', () => {
  const score = { home: 2, away: 1, halfTime: { home: 0, away: 1 } };
  expect(winners('half-time-full-time', score)).toEqual(['away/home']);
});

test('next goal reads the order of the goals', () => {
  const score = { home: 2, away: 1, goals: ['home', 'away', 'home'] as const };
  expect(winners('next-goal', score, 'goal=2')).toEqual(['away']);
  expect(winners('next-goal', score, 'goal=3')).toEqual(['home']);
  expect(winners('next-goal', score, 'goal=4')).toEqual(['none']);
});

test('next goal needs no order when one side scored them all', () => {
  expect(winners('next-goal', { home: 3, away: 0 }, 'goal=2')).toEqual(['home']);
  expect(winners('next-goal', { home: 0, away: 2 }, 'goal=1')).toEqual(['away']);
  expect(winners('next-goal', { home: 1, away: 1 }, 'goal=3')).toEqual(['none']);
});

test.each([
  ['next-goal', 'goal=1', { home: 1, away: 1 }, 'FIELD_MISSING', 'score.goals'],
  ['half-time-full-time', '', { home: 1, away: 1 }, 'FIELD_MISSING', 'score.halfTime'],
  ['1x2', '', { home: -1, away: 1 }, 'SCORE_INVALID', 'score.home'],
  ['1x2', '', { home: 1, away: 0.5 }, 'SCORE_INVALID', 'score.away'],
  ['1x2', '', { home: 1, away: Number.NaN }, 'SCORE_INVALID', 'score.away'],
  ['1x2', '', { home: 1, away: 0, goals: [] }, 'SCORE_INVALID', 'score.goals'],
  [
    '1x2',
    '',
    { home: 1, away: 0, halfTime: { home: 0, away: 1 } },
    'SCORE_INVALID',
    'score.halfTime',
  ],
  ['1x2', 'total=2.5', { home: 1, away: 0 }, 'MARKET_INVALID', 'specifiers'],
  ['totals', '', { home: 1, away: 0 }, 'MARKET_INVALID', 'specifiers'],
  ['totals', 'total=2.50', { home: 1, away: 0 }, 'MARKET_INVALID', 'specifiers'],
  ['totals', 'total=2.3', { home: 1, away: 0 }, 'MARKET_INVALID', 'specifiers'],
  ['totals', 'total=Infinity', { home: 1, away: 0 }, 'MARKET_INVALID', 'specifiers'],
  ['asian-handicap', 'handicap=-0', { home: 1, away: 0 }, 'MARKET_INVALID', 'specifiers'],
  ['asian-handicap', 'total=1', { home: 1, away: 0 }, 'MARKET_INVALID', 'specifiers'],
  ['next-goal', 'goal=1.5', { home: 1, away: 0 }, 'MARKET_INVALID', 'specifiers'],
  ['constructor', '', { home: 1, away: 0 }, 'MARKET_INVALID', 'type'],
])('refuses %s %s of %j', (type, specifiers, score, code, path) => {
  expect(() => gradeMarket({ type, specifiers }, score)).toThrowError(
    expect.objectContaining({ code, path }),
  );
});

test('refuses an unknown outcome and a score at acceptance ahead of the final one', () => {
  const market = { type: '1x2', specifiers: '' };
  expect(() => gradeOutcome(market, '__proto__', { home: 1, away: 0 })).toThrowError(
    expect.objectContaining({ code: 'MARKET_INVALID', path: 'outcome' }),
  );
  const options = { scoreAtAcceptance: { home: 2, away: 0 } };
  expect(() => gradeMarket(market, { home: 1, away: 0 }, options)).toThrowError(
    expect.objectContaining({ code: 'SCORE_INVALID', path: 'scoreAtAcceptance' }),
  );
});

test('every market grades every outcome of every match, one by one and together', () => {
  fc.assert(
    fc.property(anyMarket, stories, (market, story) => {
      const score = scoreAfter(story);
      const graded = gradeMarket(market, score);
      expect(graded.map(({ id }) => id)).toEqual(outcomesOf(market));
      for (const { id, result } of graded) expect(gradeOutcome(market, id, score)).toBe(result);
      expect(graded.some(({ result }) => result !== 'lost')).toBe(true);
    }),
    runs,
  );
});
