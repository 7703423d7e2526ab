import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gradeRace } from '../../src/markets/racing-places.ts';
import { runs } from '../pricing/runs.ts';

const won = (num = 1, den = 1) => ({ result: 'won', deadHeatFactor: { num, den } });
const lost = { result: 'lost', deadHeatFactor: { num: 1, den: 1 } };
const off = { result: 'void', deadHeatFactor: { num: 1, den: 1 } };

const finish = (...positions: (number | null)[]) =>
  positions.map((position, index) => ({ runner: `r${index + 1}`, position }));

test('win and places', () => {
  const graded = gradeRace({
    finishers: finish(1, 2, 3, 4, null),
    nonRunners: ['late'],
    places: 3,
  });
  expect(graded.map(({ win }) => win)).toEqual([won(), lost, lost, lost, lost, off]);
  expect(graded.map(({ place }) => place)).toEqual([won(), won(), won(), lost, lost, off]);
});

test('a dead heat for first halves the win and not the place', () => {
  const [first, second] = gradeRace({ finishers: finish(1, 1, 3), places: 2 });
  expect(first).toEqual({ runner: 'r1', win: won(1, 2), place: won(2, 2) });
  expect(second).toEqual({ runner: 'r2', win: won(1, 2), place: won(2, 2) });
});

test.each([
  [3, 4, 4, 2],
  [3, 2, 4, 2],
  [5, 3, 5, 1],
  [3, 2, 3, 1],
])('position %i shared by %i with %i places pays %i', (position, tied, places, paid) => {
  const before = Array.from({ length: position - 1 }, (_, index) => index + 1);
  const positions = [...before, ...Array<number>(tied).fill(position)];
  const last = gradeRace({ finishers: finish(...positions), places }).at(-1);
  expect(last?.place).toEqual(won(paid, tied));
});

test('as many places are paid as there are, dead heats or not', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 6 }),
      (groups, places) => {
        let next = 1;
        const positions = groups.flatMap((tied) => {
          const group = Array<number>(tied).fill(next);
          next += tied;
          return group;
        });
        const paid = gradeRace({ finishers: finish(...positions), places })
          .filter(({ place }) => place.result === 'won')
          .reduce(
            (sum, { place: { deadHeatFactor } }) => sum + deadHeatFactor.num / deadHeatFactor.den,
            0,
          );
        expect(paid).toBeCloseTo(Math.min(places, positions.length), 10);
      },
    ),
    runs,
  );
});

test.each([
  [{ finishers: finish(1, 1, 2), places: 2 }, 'DEAD_HEAT_INVALID'],
  [{ finishers: finish(2, 3), places: 2 }, 'DEAD_HEAT_INVALID'],
  [{ finishers: finish(0.5, 2), places: 2 }, 'DEAD_HEAT_INVALID'],
  [{ finishers: finish(1), places: 0 }, 'PLACES_INVALID'],
  [{ finishers: finish(1), places: Number.NaN }, 'PLACES_INVALID'],
  [{ finishers: finish(1), nonRunners: ['r1'], places: 1 }, 'FIELD_INVALID'],
])('refuses %j', (race, code) => {
  expect(() => gradeRace(race)).toThrowError(expect.objectContaining({ code }));
});
