/** Full-cover bets: a fixed number of legs, every combination of some sizes. */
const FULL_COVER = {
  trixie: { legs: 3, from: 2 },
  patent: { legs: 3, from: 1 },
  yankee: { legs: 4, from: 2 },
  lucky15: { legs: 4, from: 1 },
  canadian: { legs: 5, from: 2 },
  lucky31: { legs: 5, from: 1 },
  heinz: { legs: 6, from: 2 },
  lucky63: { legs: 6, from: 1 },
  superheinz: { legs: 7, from: 2 },
  goliath: { legs: 8, from: 2 },
} as const;

export type FullCoverType = keyof typeof FULL_COVER;

/**
 * What a slip combines. `single`, `double` and `treble` are one line of exactly that many legs,
 * `accumulator` is one line of all its legs (two or more), the full-cover names are fixed sets of
 * lines, `system` is every combination of the named `sizes`.
 */
export type BetType = 'single' | 'double' | 'treble' | 'accumulator' | FullCoverType | 'system';

export const FULL_COVER_TYPES = Object.keys(FULL_COVER) as readonly FullCoverType[];

export const BET_TYPES: readonly BetType[] = [
  'single',
  'double',
  'treble',
  'accumulator',
  ...FULL_COVER_TYPES,
  'system',
];

/** Other names of the same bets, as boards and bettors write them. */
export const BET_TYPE_ALIASES: ReadonlyMap<string, BetType> = new Map([
  ['acca', 'accumulator'],
  ['multiple', 'accumulator'],
  ['super-yankee', 'canadian'],
  ['superyankee', 'canadian'],
  ['super-heinz', 'superheinz'],
  ['lucky-15', 'lucky15'],
  ['lucky-31', 'lucky31'],
  ['lucky-63', 'lucky63'],
]);

/** A type with fixed lines: how many legs it has, and every size that makes lines, rising. */
export interface BetShape {
  readonly legs: number;
  readonly sizes: readonly number[];
}

const SHAPES: ReadonlyMap<string, BetShape> = new Map<string, BetShape>([
  ['single', { legs: 1, sizes: [1] }],
  ['double', { legs: 2, sizes: [2] }],
  ['treble', { legs: 3, sizes: [3] }],
  ...Object.entries(FULL_COVER).map(
    ([type, { legs, from }]) => [type, { legs, sizes: sizesBetween(from, legs) }] as const,
  ),
]);

function sizesBetween(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** The fixed shape of a type; undefined for `accumulator`, `system` and unknown names. */
export function fixedShape(type: string): BetShape | undefined {
  return SHAPES.get(type);
}
