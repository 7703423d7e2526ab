import { ONE, type Rational } from '../rational.ts';
import { type Factor, isSmall, toExact } from './factor.ts';
import type { LinePlan } from './line-plan.ts';
import { appendFactor, multiplyPolynomials } from './polynomial.ts';
import { conflictFreePolynomial } from './related-sum.ts';

const SAFE = Number.MAX_SAFE_INTEGER;

/**
 * The sum over all lines of the product of their legs' factors: what one unit staked on each line
 * returns. Lines are never enumerated. With factors m1…mn the lines of size k sum to the elementary
 * symmetric polynomial e_k(m), and all sizes together to prod(1 + m) - 1; one common denominator
 * keeps every step whole.
 */
export function sumOfLines(factors: readonly Factor[], plan: LinePlan): Rational {
  const { bankers, free, sizes } = plan;
  if (plan.conflicts !== null) return withBankers(factors, bankers, relatedSum(factors, plan));
  const first = sizes[0]!;
  const count = free.length;
  const toTheEnd = first + sizes.length - 1 === count && sizes.at(-1) === count;
  if (toTheEnd && first === count) return withBankers(factors, bankers, product(factors, free));
  const sum =
    toTheEnd && first <= 2
      ? fullCover(factors, free, first === 2)
      : someSizes(factors, free, sizes);
  return withBankers(factors, bankers, sum);
}

function withBankers(factors: readonly Factor[], bankers: readonly number[], sum: Rational) {
  if (bankers.length === 0) return sum;
  const fixed = product(factors, bankers);
  return { num: fixed.num * sum.num, den: fixed.den * sum.den };
}

/** One line of all `picks`. Runs of numbers whose product is provably safe stay numbers. */
function product(factors: readonly Factor[], picks: readonly number[]): Rational {
  let [bigNum, bigDen] = [1n, 1n];
  let [num, den] = [1, 1];
  for (const pick of picks) {
    const factor = factors[pick]!;
    if (!isSmall(factor)) {
      bigNum *= factor.num;
      bigDen *= factor.den;
      continue;
    }
    if (num * factor.num > SAFE || den * factor.den > SAFE) {
      bigNum *= BigInt(num);
      bigDen *= BigInt(den);
      num = factor.num;
      den = factor.den;
    } else {
      num *= factor.num;
      den *= factor.den;
    }
  }
  if (bigDen === 1n && bigNum === 1n) return { num: BigInt(num), den: BigInt(den) };
  return { num: bigNum * BigInt(num), den: bigDen * BigInt(den) };
}

/**
 * Every size from 1 (or from 2, `withoutSingles`) to all: prod(n + d) - prod(d), less the singles.
 * `all` bounds the other two sums, so it alone decides how long a run stays in numbers.
 */
function fullCover(
  factors: readonly Factor[],
  picks: readonly number[],
  withoutSingles: boolean,
): Rational {
  let [bigAll, bigSingles, bigDen] = [1n, 0n, 1n];
  let [all, singles, den] = [1, 0, 1];
  const flush = () => {
    bigSingles = bigSingles * BigInt(den) + BigInt(singles) * bigDen;
    bigAll *= BigInt(all);
    bigDen *= BigInt(den);
  };
  for (const pick of picks) {
    const factor = factors[pick]!;
    if (!isSmall(factor)) {
      bigSingles = bigSingles * factor.den + factor.num * bigDen;
      bigAll *= factor.num + factor.den;
      bigDen *= factor.den;
      continue;
    }
    if (all * (factor.num + factor.den) > SAFE) {
      flush();
      [all, singles, den] = [1, 0, 1];
    }
    all *= factor.num + factor.den;
    singles = singles * factor.den + factor.num * den;
    den *= factor.den;
  }
  flush();
  return { num: bigAll - bigDen - (withoutSingles ? bigSingles : 0n), den: bigDen };
}

/** The coefficients of prod(d + n x), in runs of numbers, then of bigints. */
function someSizes(
  factors: readonly Factor[],
  picks: readonly number[],
  sizes: readonly number[],
): Rational {
  const top = sizes.at(-1)!;
  let exact: bigint[] = [1n];
  let run: number[] = [1];
  let bound = 1;
  for (const pick of picks) {
    const factor = factors[pick]!;
    if (!isSmall(factor)) {
      exact = multiplyPolynomials(exact, [factor.den, factor.num], top);
      continue;
    }
    bound *= factor.num + factor.den;
    if (bound > SAFE) {
      exact = multiplyPolynomials(exact, run.map(BigInt), top);
      run = [1];
      bound = factor.num + factor.den;
    }
    appendFactor(run, factor.num, factor.den);
  }
  return pickSizes(multiplyPolynomials(exact, run.map(BigInt), top), sizes, picks, factors);
}

function relatedSum(factors: readonly Factor[], plan: LinePlan): Rational {
  const exact = factors.map(toExact);
  const polynomial = conflictFreePolynomial(exact, plan.free, plan.conflicts!);
  return pickSizes(polynomial, plan.sizes, plan.free, factors);
}

/** Adds up the coefficients of the sizes, over the product of all denominators. */
function pickSizes(
  polynomial: readonly bigint[],
  sizes: readonly number[],
  picks: readonly number[],
  factors: readonly Factor[],
): Rational {
  let num = 0n;
  for (const size of sizes) num += polynomial[size] ?? 0n;
  let den = ONE.den;
  for (const pick of picks) den *= BigInt(factors[pick]!.den);
  return { num, den };
}
