import { unitStake } from '../bet-calculator/count-lines.ts';
import { type Factor, toExact } from '../bet-calculator/factor.ts';
import { findConflicts } from '../bet-calculator/related-legs.ts';
import type { Leg, Slip } from '../bet-calculator/slip.ts';
import { type CheckedSlip, validateSlip } from '../bet-calculator/validate-slip.ts';
import { KernelError } from '../error.ts';
import { add, compare, multiply, ONE, type Rational, reduce, ZERO } from '../rational.ts';
import { readingOf } from '../settlement/amounts.ts';
import { legMultiplier, type Part, type Reading, resultOf } from '../settlement/leg-factors.ts';
import { sumOfWays } from '../settlement/way-sums.ts';

/**
 * What an open leg may still end in, as margin-free probabilities. They need not sum to 1: the rest
 * is the chance that the leg is lost.
 */
export interface OpenChances {
  readonly win: Rational;
  /** Chance to be placed or better: needed for an each-way slip only. */
  readonly place?: Rational;
  readonly halfWin?: Rational;
  readonly push?: Rational;
  readonly halfLoss?: Rational;
}

/**
 * The fair value of a bet in minor units, exact: what its lines return on average. Settled legs
 * count with their multiplier, open legs with the expected one, and because lines multiply
 * independent legs the sum over all lines is the same closed form that settles the bet.
 *
 * `chances` holds an entry for every open leg, by its index. Open legs that depend on each other
 * have no product of chances: the slip is refused with `RELATED_LEGS`. Promotions are not part of
 * the value.
 */
export function fairValue(slip: Slip, chances: ReadonlyMap<number, OpenChances>): Rational {
  const checked = validateSlip(slip);
  refuseRelatedOpenLegs(slip, checked);
  const reading = readingOf(slip, false);
  const expected = new Map<number, OpenChances>();
  slip.legs.forEach((leg, index) => {
    if (resultOf(leg) === 'open')
      expected.set(index, checkedChances(slip, chances.get(index), index));
  });
  const sum = sumOfWays(slip, checked.plan, (leg, part, index) => {
    const open = expected.get(index);
    return open === undefined
      ? legMultiplier(leg, part, reading)
      : expectedMultiplier(leg, part, reading, open);
  });
  return reduce(multiply(unitStake(slip, checked.lines), sum));
}

/** p(win) x price + p(half win) x (price + 1) / 2 + p(push) + p(half loss) / 2. */
function expectedMultiplier(
  leg: Leg,
  part: Part,
  reading: Reading,
  { win, place = ZERO, halfWin = ZERO, push = ZERO, halfLoss = ZERO }: OpenChances,
): Factor {
  const price = toExact(legMultiplier(asWon(leg), part, reading));
  const half = { num: 1n, den: 2n };
  const halfWon = multiply(add(price, ONE), half);
  return [
    multiply(part === 'place' ? place : win, price),
    multiply(halfWin, halfWon),
    push,
    multiply(halfLoss, half),
  ].reduce(add);
}

function asWon(leg: Leg): Leg {
  const { builder, ...rest } = leg;
  if (builder === undefined) return { ...rest, result: 'won' };
  const parts = builder.parts.map((part) =>
    part.result === 'open' ? { ...part, result: 'won' as const } : part,
  );
  return { ...rest, result: 'won', builder: { ...builder, parts } };
}

function refuseRelatedOpenLegs(slip: Slip, { plan }: CheckedSlip): void {
  if (plan.conflicts === null) return;
  // Related legs never share a line, but two that are open would still be priced apart.
  const open = slip.legs.filter((leg) => resultOf(leg) === 'open');
  if (findConflicts(open) === null) return;
  throw new KernelError('RELATED_LEGS', 'open legs of one fixture need a joint price', 'legs');
}

function checkedChances(slip: Slip, chances: OpenChances | undefined, index: number) {
  if (chances === undefined) {
    throw new KernelError('PROBABILITY_INVALID', 'an open leg needs its chances', `legs[${index}]`);
  }
  const { win, place = ZERO, halfWin = ZERO, push = ZERO, halfLoss = ZERO } = chances;
  const all = [win, halfWin, push, halfLoss];
  const sound = [...all, place].every((p) => p.num >= 0n && compare(p, ONE) <= 0);
  const placed = slip.eachWay === undefined || (chances.place && compare(place, win) >= 0);
  if (sound && placed && compare(all.reduce(add), ONE) <= 0) return chances;
  const message = 'chances are 0 to 1, together at most 1; each way, a place is as likely as a win';
  throw new KernelError('PROBABILITY_INVALID', message, `legs[${index}]`);
}
