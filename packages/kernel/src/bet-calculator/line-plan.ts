import { KernelError } from '../error.ts';
import { fixedShape } from './bet-type.ts';
import { type Conflicts, findConflicts, relatedError } from './related-legs.ts';
import { MAX_LEGS, type Slip } from './slip.ts';

/** Which combinations of the legs are lines. Indexes are those of the slip's legs. */
export interface LinePlan {
  /** Legs that every line contains. */
  readonly bankers: readonly number[];
  /** Legs that the lines combine. */
  readonly free: readonly number[];
  /** How many of the free legs a line takes, rising. */
  readonly sizes: readonly number[];
  /** Pairs of free legs that no line may hold together; null when there are none. */
  readonly conflicts: Conflicts | null;
}

const NONE: readonly number[] = [];
/** 0 to n-1 for every number of legs, made once. */
const RANGES: readonly (readonly number[])[] = Array.from({ length: MAX_LEGS + 1 }, (_, count) => [
  ...Array(count).keys(),
]);

/**
 * The lines of a slip. Refuses a leg count or sizes that the type does not have, bankers that leave
 * nothing to combine, and related legs where they cannot simply be left out of a line.
 */
export function planLines(slip: Slip): LinePlan {
  const count = slip.legs.length;
  const conflicts = findConflicts(slip.legs);
  if (slip.type === 'system') return planSystem(slip, conflicts);
  if (slip.sizes !== undefined) throw sizeError(`a ${slip.type} has no sizes`);
  if (slip.legs.some(isBanker)) {
    throw new KernelError('BANKER_INVALID', 'bankers belong to a system', 'legs');
  }
  if (conflicts !== null) throw relatedError(conflicts);
  const all = RANGES[count] ?? NONE;
  return { bankers: NONE, free: all, sizes: sizesOf(slip.type, count), conflicts: null };
}

function sizesOf(type: string, count: number): readonly number[] {
  const shape = fixedShape(type);
  if (shape === undefined) {
    if (type !== 'accumulator') throw new KernelError('TYPE_INVALID', 'not a bet type', 'type');
    if (count >= 2) return [count];
    throw new KernelError('LEG_COUNT_INVALID', 'an accumulator has two legs or more', 'legs');
  }
  if (count !== shape.legs) {
    const wanted = shape.legs === 1 ? 'one leg' : `${shape.legs} legs`;
    throw new KernelError('LEG_COUNT_INVALID', `a ${type} has exactly ${wanted}`, 'legs');
  }
  return shape.sizes;
}

function planSystem(slip: Slip, conflicts: Conflicts | null): LinePlan {
  const all = RANGES[slip.legs.length] ?? NONE;
  const bankers = all.filter((index) => slip.legs[index]?.banker === true);
  const sizes = systemSizes(slip.sizes, slip.legs.length, bankers.length);
  const free = all.filter((index) => slip.legs[index]?.banker !== true);
  if (conflicts === null) return { bankers, free, sizes, conflicts };
  return { bankers, free: withoutRelatedToBankers(conflicts, bankers, free), sizes, conflicts };
}

function systemSizes(sizes: readonly number[] | undefined, legs: number, bankers: number) {
  if (sizes === undefined || sizes.length === 0) {
    throw sizeError('a system names the sizes of its lines, such as [2, 3]');
  }
  for (const size of sizes) {
    if (!Number.isInteger(size) || size < 1) throw sizeError('a size is a whole number from 1');
    if (size > legs) throw sizeError(`a size of ${size} is more than the ${legs} legs`);
    if (size <= bankers) {
      const message = `bankers fill lines of ${size} and leave nothing to combine`;
      throw new KernelError('BANKER_INVALID', message, 'legs');
    }
  }
  if (new Set(sizes).size < sizes.length) throw sizeError('a size is named twice');
  return sizes.map((size) => size - bankers).sort((a, b) => a - b);
}

function withoutRelatedToBankers(
  conflicts: Conflicts,
  bankers: readonly number[],
  free: readonly number[],
): readonly number[] {
  for (const banker of bankers) {
    if (bankers.some((other) => conflicts.between(banker, other))) throw relatedError(conflicts);
  }
  return free.filter((leg) => !bankers.some((banker) => conflicts.between(leg, banker)));
}

function isBanker(leg: { readonly banker?: boolean }): boolean {
  return leg.banker === true;
}

function sizeError(message: string): KernelError {
  return new KernelError('SIZE_INVALID', message, 'sizes');
}
