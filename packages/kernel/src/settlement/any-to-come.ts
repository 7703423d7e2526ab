import { toExact } from '../bet-calculator/factor.ts';
import type { Leg } from '../bet-calculator/slip.ts';
import { validateLeg } from '../bet-calculator/validate-leg.ts';
import { KernelError } from '../error.ts';
import type { Money } from '../money.ts';
import { add, least, multiply, type Rational, roundToWhole, subtract, ZERO } from '../rational.ts';
import type { RoundingMode } from '../rational-rounding.ts';
import { legMultiplier } from './leg-factors.ts';

const PLAIN = { bestOdds: false, waiveFivePence: false };

/** One step of an any-to-come bet: how much of what has come back goes on this leg. */
export interface ConditionalStep {
  readonly leg: Leg;
  readonly stakeMinor: bigint;
}

/**
 * Settles an any-to-come bet: the first stake is paid; each later one is taken from what has come
 * back so far, as far as that goes. What is not staked again is kept. Minor units, exact. An open
 * leg counts as lost.
 */
export function anyToComeReturn(steps: readonly ConditionalStep[]): Rational {
  if (steps.length === 0) throw new KernelError('LEGS_EMPTY', 'a bet has a leg at least', 'steps');
  const legs = steps.map((step) => step.leg);
  let kept = { num: steps[0]!.stakeMinor, den: 1n };
  steps.forEach(({ leg, stakeMinor }, index) => {
    if (stakeMinor <= 0n) {
      throw new KernelError('STAKE_INVALID', 'a stake is above 0', `steps[${index}].stakeMinor`);
    }
    validateLeg(
      { type: 'accumulator', stake: { minor: 1n, currency: 'EUR' }, stakePer: 'line', legs },
      index,
    );
    const staked = least(kept, { num: stakeMinor, den: 1n });
    const returned = multiply(staked, toExact(legMultiplier(leg, 'whole', PLAIN)));
    kept = add(subtract(kept, staked), returned);
  });
  return kept;
}

/** A bet up and down on two legs: each single carries, any to come, a stake on the other. */
export interface UpAndDownBet {
  readonly legs: readonly [Leg, Leg];
  /** The stake of each of the two bets. */
  readonly stake: Money;
  /** `single` puts the stake on the second leg, `double` twice the stake. */
  readonly stakesAbout: 'single' | 'double';
  readonly rounding?: RoundingMode;
}

export interface UpAndDownSettlement {
  readonly stakeMinor: bigint;
  /** First leg then second, second then first. Minor units, exact. */
  readonly returns: readonly [Rational, Rational];
  readonly return: Rational;
  readonly payoutMinor: bigint;
}

/** Settles single or double stakes about: two any-to-come bets, one each way round. */
export function settleUpAndDown(bet: UpAndDownBet): UpAndDownSettlement {
  const { minor } = bet.stake;
  const [first, second] = bet.legs;
  const next = bet.stakesAbout === 'double' ? 2n * minor : minor;
  const oneWay = (up: Leg, down: Leg) =>
    anyToComeReturn([
      { leg: up, stakeMinor: minor },
      { leg: down, stakeMinor: next },
    ]);
  const returns = [oneWay(first, second), oneWay(second, first)] as const;
  const total = add(add(ZERO, returns[0]), returns[1]);
  const payoutMinor = roundToWhole(total, bet.rounding ?? 'down');
  return { stakeMinor: 2n * minor, returns, return: total, payoutMinor };
}
