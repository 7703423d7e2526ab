import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Chances, winOrLose } from '../../src/pricing/chances.ts';
import { kellyStake } from '../../src/pricing/kelly.ts';
import { runs } from './runs.ts';

test('win or lose has the closed form', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.integer({ min: 10_100, max: 500_000 }),
      (p, odds) => {
        const b = odds / 10_000 - 1;
        const expected = Math.max(0, (p * b - (1 - p)) / b);
        expect(kellyStake({ chances: winOrLose(p), odds })).toBeCloseTo(expected, 8);
      },
    ),
    runs,
  );
});

test('half Kelly is half of it, no edge is no stake', () => {
  const chances = winOrLose(0.6);
  expect(kellyStake({ chances, odds: 20_000 })).toBeCloseTo(0.2, 10);
  expect(kellyStake({ chances, odds: 20_000, fraction: 0.5 })).toBeCloseTo(0.1, 10);
  expect(kellyStake({ chances, odds: 16_000 })).toBe(0);
});

test('a bet that cannot lose takes everything', () => {
  const chances = { win: 0.5, halfWin: 0, push: 0.5, halfLose: 0, lose: 0 };
  expect(kellyStake({ chances, odds: 20_000 })).toBe(1);
});

test('with half results no other stake grows faster', () => {
  const chances = { win: 0.45, halfWin: 0.2, push: 0.05, halfLose: 0.1, lose: 0.2 };
  const best = kellyStake({ chances, odds: 21_000 });
  expect(best).toBeGreaterThan(0);
  for (const other of [best - 0.01, best + 0.01]) {
    expect(growth(chances, 1.1, best)).toBeGreaterThan(growth(chances, 1.1, other));
  }
});

test.each([
  [{ odds: 10_000 }, 'odds'],
  [{ odds: Number.NaN }, 'odds'],
  [{ odds: 20_000, fraction: 2 }, 'fraction'],
])('refuses %j', (input, path) => {
  expect(() => kellyStake({ chances: winOrLose(0.5), ...input })).toThrowError(
    expect.objectContaining({ path }),
  );
});

function growth(chances: Chances, b: number, f: number): number {
  return (
    chances.win * Math.log(1 + f * b) +
    chances.halfWin * Math.log(1 + (f * b) / 2) +
    chances.halfLose * Math.log(1 - f / 2) +
    chances.lose * Math.log(1 - f)
  );
}
