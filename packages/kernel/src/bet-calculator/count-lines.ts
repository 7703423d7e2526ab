import type { Rational } from '../rational.ts';
import { FACTOR_ONE } from './factor.ts';
import { type LinePlan, planLines } from './line-plan.ts';
import { sumOfLines } from './line-sum.ts';
import type { Slip } from './slip.ts';

/**
 * How many lines a slip has: the sum of C(n, k) over its sizes, less the lines that related legs
 * forbid. An each-way line is two lines, one to win and one for a place.
 */
export function countLines(slip: Slip): number {
  return countPlanned(planLines(slip)) * waysOf(slip);
}

/** 2 for an each-way slip, else 1. */
function waysOf(slip: Slip): number {
  return slip.eachWay === undefined ? 1 : 2;
}

/** The lines of a plan, counted once each. At most 2^50, so exact in a number. */
export function countPlanned(plan: LinePlan): number {
  const { free, sizes } = plan;
  if (plan.conflicts !== null) {
    const ones = Array.from({ length: 1 + Math.max(...free, ...plan.bankers) }, () => FACTOR_ONE);
    return Number(sumOfLines(ones, plan).num);
  }
  if (sizes.length === 1 && sizes[0] === free.length) return 1;
  let lines = 0;
  for (const size of sizes) lines += combinations(free.length, size);
  return lines;
}

/** C(n, k). Every step divides without remainder. */
export function combinations(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= k; i++) result = (result * (n - i + 1)) / i;
  return result;
}

/** The whole stake of a slip in minor units. */
export function stakeOf(slip: Slip): bigint {
  return stakeOfLines(slip, countLines(slip));
}

/** The whole stake of a slip whose lines were counted before. */
export function stakeOfLines(slip: Slip, lines: number): bigint {
  if (slip.stakePer === 'total' || lines === 1) return slip.stake.minor;
  return slip.stake.minor * BigInt(lines);
}

/** The stake of one line in minor units: exact, and not always whole where a total is spread. */
export function unitStake(slip: Slip, lines: number): Rational {
  const den = slip.stakePer === 'total' ? BigInt(lines) : 1n;
  return { num: slip.stake.minor, den };
}
