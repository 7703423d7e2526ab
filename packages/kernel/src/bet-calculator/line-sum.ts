import type { Rational } from '../rational.ts';
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
  // Sizes rise and none exceeds the legs, so this alone says that they run on to the last.
  const toTheEnd = first + sizes.length - 1 === count;
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

/**
 * One line of all `picks`. Here and below, factors are multiplied as plain numbers while the result
 * is provably below 2^53, and the rest as bigints.
 */
function product(factors: readonly Factor[], picks: readonly number[]): Rational {
  let [bigNum, bigDen] = [1n, 1n];
  let [num, den] = [1, 1];
  for (const pick of picks) {
    const factor = factors[pick]!;
    if (isSmall(factor) && num * factor.num <= SAFE && den * factor.den <= SAFE) {
      num *= factor.num;
      den *= factor.den;
    } else {
      bigNum *= BigInt(factor.num);
      bigDen *= BigInt(factor.den);
    }
  }
  return { num: timesNumber(bigNum, num), den: timesNumber(bigDen, den) };
}

function timesNumber(big: bigint, small: number): bigint {
  return big === 1n ? BigInt(small) : big * BigInt(small);
}

/**
 * Every size from 1 (or from 2, `withoutSingles`) to all: prod(n + d) - prod(d), less the singles.
 * `all` bounds the other two sums, so it alone decides what stays in numbers.
 */
function fullCover(
  factors: readonly Factor[],
  picks: readonly number[],
  withoutSingles: boolean,
): Rational {
  let [bigAll, bigSingles, bigDen] = [1n, 0n, 1n];
  let [all, singles, den] = [1, 0, 1];
  for (const pick of picks) {
    const factor = factors[pick]!;
    if (isSmall(factor) && all * (factor.num + factor.den) <= SAFE) {
      all *= factor.num + factor.den;
      singles = singles * factor.den + factor.num * den;
      den *= factor.den;
    } else {
      const exact = toExact(factor);
      bigSingles = bigSingles * exact.den + exact.num * bigDen;
      bigAll *= exact.num + exact.den;
      bigDen *= exact.den;
    }
  }
  const total = timesNumber(bigAll, all);
  const bottom = timesNumber(bigDen, den);
  if (!withoutSingles) return { num: total - bottom, den: bottom };
  const alone = bigSingles * BigInt(den) + BigInt(singles) * bigDen;
  return { num: total - bottom - alone, den: bottom };
}

/** The coefficients of prod(d + n x) up to the largest size. */
function someSizes(
  factors: readonly Factor[],
  picks: readonly number[],
  sizes: readonly number[],
): Rational {
  const top = sizes.at(-1)!;
  let exact: bigint[] = [1n];
  const small: number[] = [1];
  let bound = 1;
  for (const pick of picks) {
    const factor = factors[pick]!;
    if (isSmall(factor) && bound * (factor.num + factor.den) <= SAFE) {
      bound *= factor.num + factor.den;
      appendFactor(small, factor.num, factor.den);
    } else {
      const { num, den } = toExact(factor);
      exact = multiplyPolynomials(exact, [den, num], top);
    }
  }
  const polynomial = multiplyPolynomials(exact, small.map(BigInt), top);
  return pickSizes(polynomial, sizes, picks, factors);
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
  let den = 1n;
  for (const pick of picks) den *= BigInt(factors[pick]!.den);
  return { num, den };
}
