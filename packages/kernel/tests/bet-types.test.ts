import { expect, test } from 'vitest';
import {
  BET_TYPE_ALIASES,
  fixedShape,
  formatRational,
  maxRisk,
  parseOdds,
  rational,
  settle,
} from '../src/index.ts';
import { leg, slip } from './slips.ts';

test.each([
  ['acca', 'accumulator'],
  ['multiple', 'accumulator'],
  ['super-yankee', 'canadian'],
  ['superyankee', 'canadian'],
  ['super-heinz', 'superheinz'],
  ['lucky-15', 'lucky15'],
  ['lucky-31', 'lucky31'],
  ['lucky-63', 'lucky63'],
])('%s is another name of a %s', (alias, type) => {
  const legs = Array<string>(fixedShape(type)?.legs ?? 2).fill('2.0:won');
  expect(slip(alias, '1', legs).type).toBe(type);
  expect(BET_TYPE_ALIASES.size).toBe(8);
});

test('a type has exactly its sizes', () => {
  expect(fixedShape('trixie')).toEqual({ legs: 3, sizes: [2, 3] });
  expect(fixedShape('lucky15')).toEqual({ legs: 4, sizes: [1, 2, 3, 4] });
  expect(fixedShape('accumulator')).toBeUndefined();
});

test.each([
  ['single', ['2.0', '3.0'], 'a single has exactly one leg'],
  ['trixie', ['2.0', '3.0'], 'a trixie has exactly 3 legs'],
  ['accumulator', ['2.0'], 'an accumulator has two legs or more'],
  ['double', ['2.0:banker', '3.0'], 'bankers belong to a system'],
])('a %s of %j: %s', (type, legs, message) => {
  const bet = { ...slip('single', '1', ['2.0']), type: type as 'single' };
  expect(() => settle({ ...bet, legs: legs.map((text) => leg(text)) })).toThrow(message);
});

test.each([
  ['3.0', '250'],
  ['2.0', '250'],
  ['1.8', '625/2'],
  ['1.5', '500'],
])('a volume of 250 at %s lets %s be staked', (price, stake) => {
  expect(formatRational(maxRisk(rational(250), parseOdds(price)))).toBe(stake);
  expect(() => maxRisk(rational(-1), parseOdds(price))).toThrowError(
    expect.objectContaining({ message: 'a limit is not below 0', path: 'volume' }),
  );
});
