import { FACTOR_ONE, type Factor, multiplyFactors } from '../bet-calculator/factor.ts';
import type { BetBuilder, BuilderPart, Leg } from '../bet-calculator/slip.ts';
import { KernelError } from '../error.ts';
import type { Odds } from '../odds.ts';

/** A bet-builder leg as one pick: its result and the price at which it is paid. */
export interface BuilderSettlement {
  readonly result: 'won' | 'lost' | 'void' | 'open';
  readonly price: Factor;
}

/**
 * Settles the parts of a bet builder as one leg. One lost part loses it and an undecided part keeps
 * it open. When some parts are void the policy frozen on the bet decides:
 *
 * - `REFUND_ALL`: the whole leg is void;
 * - `DIVIDE_OUT`: the joint price is divided by the own price of every void part, never below 1;
 * - `SINGLE_SURVIVOR`: a last standing part is paid at its own price; with more standing, as above;
 * - `RECALCULATE`: the price that the source gave for the parts that stand.
 */
export function settleBuilder(leg: Leg): BuilderSettlement {
  const { odds } = leg;
  const builder = leg.builder!;
  if (builder.parts.some((part) => part.result === 'lost')) return { result: 'lost', price: odds };
  const standing = builder.parts.filter((part) => !isVoid(part));
  if (standing.length === 0) return { result: 'void', price: odds };
  const open = standing.some((part) => part.result === 'open');
  const settled = standing.length === builder.parts.length ? null : applyPolicy(odds, builder);
  if (settled === 'void') return { result: 'void', price: odds };
  return { result: open ? 'open' : 'won', price: settled ?? odds };
}

function applyPolicy(joint: Odds, builder: BetBuilder): Factor | 'void' {
  const { parts, voidPolicy, recalculated } = builder;
  if (voidPolicy === 'REFUND_ALL') return 'void';
  if (voidPolicy === 'RECALCULATE') {
    if (recalculated !== undefined) return recalculated;
    const message = 'RECALCULATE needs the price of the parts that stand';
    throw new KernelError('BUILDER_INVALID', message, 'builder.recalculated');
  }
  const standing = parts.filter((part) => !isVoid(part));
  const survivor = standing[0];
  if (voidPolicy === 'SINGLE_SURVIVOR' && standing.length === 1 && survivor) return survivor.odds;
  return divideOut(joint, parts.filter(isVoid));
}

function divideOut(joint: Odds, voidParts: readonly BuilderPart[]): Factor {
  let price: Factor = joint;
  for (const { odds } of voidParts) {
    price = multiplyFactors(price, { num: odds.den, den: odds.num });
  }
  return price.num < price.den ? FACTOR_ONE : price;
}

function isVoid(part: BuilderPart): boolean {
  return part.result === 'void' || part.result === 'push';
}
