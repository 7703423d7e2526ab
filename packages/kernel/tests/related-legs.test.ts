import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare, relationOf, type Slip, settle } from '../src/index.ts';
import { anyOdds, RUNS } from './oracle/arbitrary-slip.ts';
import { type Exact, exact, plus, times } from './oracle/fraction.ts';
import { leg, slip } from './slips.ts';

test.each([
  ['fixture=a:market=m', 'fixture=b:market=m', null],
  ['fixture=a:market=m', 'market=m', 'same-market'],
  ['market=m', 'fixture=a:market=m', 'same-market'],
  ['market=m:outcome=x', 'market=m:outcome=x', 'same-outcome'],
  ['fixture=a:parent=a', 'fixture=b:parent=a', 'parent-and-child'],
])('%s and %s: %s', (a, b, relation) => {
  expect(relationOf(leg(`2.0:won:${a}`), leg(`2.0:won:${b}`))).toBe(relation);
});

test('every related pair is named', () => {
  const legs = ['2.0:won:fixture=a', '2.0:won:fixture=a', '2.0:won:fixture=a'];
  expect(() => settle(slip('treble', '1', legs))).toThrow(
    'related legs cannot stand in one line: legs[0] and legs[1] (same-fixture), ' +
      'legs[0] and legs[2] (same-fixture), legs[1] and legs[2] (same-fixture)',
  );
});

/** A forest of fixtures, each a child of an earlier one or of none: related like its edges. */
const forest = fc.integer({ min: 2, max: 8 }).chain((count) =>
  fc.record({
    odds: fc.array(anyOdds, { minLength: count, maxLength: count }),
    parents: fc.tuple(
      ...Array.from({ length: count }, (_, index) => fc.integer({ min: -1, max: index - 1 })),
    ),
    sizes: fc.uniqueArray(fc.integer({ min: 1, max: count }), { minLength: 1 }),
    bankers: fc.integer({ min: 0, max: 1 }),
  }),
);

test('a system of matches and their tournaments pays the sum of its unrelated lines', () => {
  fc.assert(
    fc.property(forest, ({ odds, parents, sizes, bankers }) => {
      const bet: Slip = {
        type: 'system',
        sizes,
        stake: { minor: 1n, currency: 'GBP' },
        stakePer: 'line',
        legs: odds.map((price, index) => ({
          odds: price,
          result: 'won',
          fixture: `${index}`,
          ...(parents[index]! < 0 ? {} : { parentFixture: `${parents[index]}` }),
          ...(index < bankers ? { banker: true } : {}),
        })),
      };
      let lines = 0;
      let total: Exact = exact(0);
      for (let mask = 1; mask < 2 ** odds.length; mask++) {
        const line = odds.map((_, index) => index).filter((index) => mask & (2 ** index));
        const related = line.some((index) => line.includes(parents[index]!));
        if (related || !sizes.includes(line.length) || (bankers > 0 && line[0] !== 0)) continue;
        lines++;
        total = plus(
          total,
          line.map((index) => exact(odds[index]!.num, odds[index]!.den)).reduce(times),
        );
      }
      if (lines === 0 || Math.min(...sizes) <= bankers) {
        expect(() => settle(bet)).toThrow();
        return;
      }
      const settled = settle(bet);
      expect(settled.lines).toBe(lines);
      expect(compare(settled.return, { num: total.n, den: total.d })).toBe(0);
    }),
    { numRuns: RUNS },
  );
});
