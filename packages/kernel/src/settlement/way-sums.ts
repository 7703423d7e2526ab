import { addFactors, FACTOR_HALF, type Factor, multiplyFactors } from '../bet-calculator/factor.ts';
import type { LinePlan } from '../bet-calculator/line-plan.ts';
import { sumOfLines } from '../bet-calculator/line-sum.ts';
import type { Leg, Slip } from '../bet-calculator/slip.ts';
import { add, type Rational } from '../rational.ts';
import type { Part } from './leg-factors.ts';

/** A property of a leg that multiplies along a line; `index` is the leg's place on the slip. */
export type FactorOf = (leg: Leg, part: Part, index: number) => Factor;

/**
 * The sum over all lines of a slip of the product of `factorOf` their legs. Each way counts the win
 * and the place lines; where the return is divided equally, leg after leg, the mean of both parts
 * multiplies along one line that carries two units.
 */
export function sumOfWays(slip: Slip, plan: LinePlan, factorOf: FactorOf): Rational {
  if (slip.eachWay === undefined) return sumOfPart(slip, plan, 'whole', factorOf);
  if (slip.eachWay === 'win-to-win') {
    const win = sumOfPart(slip, plan, 'win', factorOf);
    return add(win, sumOfPart(slip, plan, 'place', factorOf));
  }
  const { num, den } = sumOfLines(
    slip.legs.map((leg, index) => meanOfParts(leg, index, factorOf)),
    plan,
  );
  return { num: 2n * num, den };
}

/** The same over the lines of one part. */
export function sumOfPart(slip: Slip, plan: LinePlan, part: Part, factorOf: FactorOf): Rational {
  const factors: Factor[] = [];
  for (let index = 0; index < slip.legs.length; index++) {
    factors.push(factorOf(slip.legs[index]!, part, index));
  }
  return sumOfLines(factors, plan);
}

/** What half a unit to win and half a unit for a place make of one unit. */
export function meanOfParts(leg: Leg, index: number, factorOf: FactorOf): Factor {
  const both = addFactors(factorOf(leg, 'win', index), factorOf(leg, 'place', index));
  return multiplyFactors(both, FACTOR_HALF);
}
