import { commonDivisor } from '../odds.ts';
import { type Fraction, ONE, type Rational, ZERO } from '../rational.ts';

/**
 * What a leg multiplies a stake by, exact. Plain numbers wherever both parts stay safe integers,
 * which is nearly always; bigints otherwise. Arithmetic moves to bigints by itself.
 */
export type Factor = Fraction | Rational;

export const FACTOR_ZERO: Fraction = { num: 0, den: 1 };
export const FACTOR_ONE: Fraction = { num: 1, den: 1 };
export const FACTOR_HALF: Fraction = { num: 1, den: 2 };

export function isSmall(factor: Factor): factor is Fraction {
  return typeof factor.num === 'number';
}

export function toExact(factor: Factor): Rational {
  if (!isSmall(factor)) return factor;
  if (factor === FACTOR_ONE) return ONE;
  if (factor === FACTOR_ZERO) return ZERO;
  return { num: BigInt(factor.num), den: BigInt(factor.den) };
}

export function multiplyFactors(a: Factor, b: Factor): Factor {
  if (isSmall(a) && isSmall(b)) {
    const small = smallFraction(a.num * b.num, a.den * b.den);
    if (small !== null) return small;
  }
  const [left, right] = [toExact(a), toExact(b)];
  return { num: left.num * right.num, den: left.den * right.den };
}

export function addFactors(a: Factor, b: Factor): Factor {
  if (isSmall(a) && isSmall(b)) {
    const small = smallFraction(a.num * b.den + b.num * a.den, a.den * b.den);
    if (small !== null) return small;
  }
  const [left, right] = [toExact(a), toExact(b)];
  return { num: left.num * right.den + right.num * left.den, den: left.den * right.den };
}

/** A product beyond 2^53 may have been rounded, so it must not be used: null. */
function smallFraction(num: number, den: number): Fraction | null {
  if (num > Number.MAX_SAFE_INTEGER || den > Number.MAX_SAFE_INTEGER) return null;
  const divisor = commonDivisor(num, den);
  return { num: num / divisor, den: den / divisor };
}
