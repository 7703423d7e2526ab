import { expect, test } from 'vitest';
import { createUpcaster, UnknownEventFault } from './upcast.ts';

// A bet's first shape had one leg; the second has legs; the third counts its lines.
const steps = {
  placed: [
    ({ leg, ...fields }) => ({ ...fields, legs: [leg] }),
    (fields) => ({ ...fields, lines: 1 }),
  ],
} satisfies Parameters<typeof createUpcaster>[1];
const upcast = createUpcaster({ placed: 3, settled: 1 }, steps);

test.each([
  [1, { stakeMinor: 5n, leg: 'x' }],
  [2, { stakeMinor: 5n, legs: ['x'] }],
  [3, { stakeMinor: 5n, legs: ['x'], lines: 1 }],
])('version %i becomes the present one', (version, fields) => {
  expect(upcast('placed', version, fields)).toEqual({ stakeMinor: 5n, legs: ['x'], lines: 1 });
});

test('what has no old shape passes as it is', () => {
  const fields = { a: 1 };
  expect(upcast('settled', 1, fields)).toBe(fields);
});

test.each([
  ['placed', 4],
  ['placed', 0],
  ['placed', 1.5],
  ['invented', 1],
  ['constructor', 1],
])('%s version %d is refused', (type, version) => {
  expect(() => upcast(type, version, {})).toThrow(UnknownEventFault);
});

test.each([
  [{ placed: 2, settled: 1 }, 'placed is at version 2 and has 2 upcasts, not 1'],
  [{ placed: 3, settled: 2 }, 'settled is at version 2 and has 0 upcasts, not 1'],
  [{ settled: 1 }, 'there are upcasts for placed, which is no event'],
])('steps that do not lead to the present versions stop the program', (versions, message) => {
  expect(() => createUpcaster(versions, steps)).toThrow(message);
});
