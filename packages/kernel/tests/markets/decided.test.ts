import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decidedOutcomes, gradeMarket } from '../../src/markets/grade.ts';
import type { Side } from '../../src/markets/match-score.ts';
import { runs } from '../pricing/runs.ts';
import { anyMarket, scoreAfter, stories } from './scores.ts';

const SIDES: readonly Side[] = ['home', 'away'];

/** Every order of up to `most` more goals. */
function continuations(most: number): Side[][] {
  if (most === 0) return [[]];
  const shorter = continuations(most - 1);
  return [[], ...SIDES.flatMap((side) => shorter.map((goals) => [side, ...goals]))];
}

/** Eight goals reach every named score from 0-0; thirty of one side pass every line tried. */
const MORE = [...continuations(8), ...SIDES.map((side) => Array<Side>(30).fill(side))];

test('an outcome is decided when, and only when, no continuation changes it', () => {
  fc.assert(
    fc.property(anyMarket, stories, (market, story) => {
      const now = scoreAfter(story);
      const after = MORE.map((more) =>
        gradeMarket(
          market,
          scoreAfter({ goals: [...story.goals, ...more], beforeHalfTime: story.beforeHalfTime }),
        ),
      );
      const decided = new Map(decidedOutcomes(market, now).map(({ id, result }) => [id, result]));
      for (const [index, { id, result }] of after[0]!.entries()) {
        const fixed = after.every((graded) => graded[index]?.result === result);
        expect(decided.get(id)).toBe(fixed ? result : undefined);
      }
    }),
    runs,
  );
});

test('before half time nothing is decided about it', () => {
  const market = { type: 'half-time-full-time', specifiers: '' };
  expect(decidedOutcomes(market, { home: 2, away: 0 })).toEqual([]);
});

test('over 1.5 after two goals', () => {
  const market = { type: 'totals', specifiers: 'total=1.5' };
  expect(decidedOutcomes(market, { home: 1, away: 0 })).toEqual([]);
  expect(decidedOutcomes(market, { home: 1, away: 1 })).toEqual([
    { id: 'over', result: 'won' },
    { id: 'under', result: 'lost' },
  ]);
});
