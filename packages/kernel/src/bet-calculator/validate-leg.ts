import { KernelError, type KernelErrorCode } from '../error.ts';
import { MAX_FRACTION_DEN, MAX_ODDS_SCALED, type Odds } from '../odds.ts';
import type { Fraction } from '../rational.ts';
import { placesPaid } from '../settlement/leg-factors.ts';
import { totalDeduction } from '../settlement/rule4.ts';
import {
  type BetBuilder,
  BUILDER_PART_RESULTS,
  BUILDER_VOID_POLICIES,
  LEG_RESULTS,
  type Leg,
  MAX_PLACE_DEN,
  MAX_PLACES,
  MAX_TIED,
  type Slip,
} from './slip.ts';

const RESULTS: ReadonlySet<string> = new Set(LEG_RESULTS);
const PART_RESULTS: ReadonlySet<string> = new Set(BUILDER_PART_RESULTS);
const VOID_POLICIES: ReadonlySet<string> = new Set(BUILDER_VOID_POLICIES);
/** Most selections in one bet builder. */
export const MAX_BUILDER_PARTS = 10;

/** Refuses a leg that has no exact answer, or that contradicts itself. */
export function validateLeg(slip: Slip, index: number): void {
  const leg = slip.legs[index];
  if (leg === undefined) refuse('FIELD_MISSING', 'a leg is missing', index, '');
  if (!isSound(leg.odds)) refuse('ODDS_INVALID', 'not a price', index, 'odds');
  if (leg.builder !== undefined) validateBuilder(slip, leg, leg.builder, index);
  else if (!RESULTS.has(leg.result)) refuse('RESULT_INVALID', 'not a result', index, 'result');
  if (leg.rule4 !== undefined) checkRule4(leg.rule4, index);
  if (leg.startingPrice !== undefined && !isSound(leg.startingPrice)) {
    refuse('ODDS_INVALID', 'not a price', index, 'startingPrice');
  }
  if (leg.places !== undefined) validatePlaces(leg.places, index);
  else if (slip.eachWay !== undefined && needsPlaces(leg)) {
    refuse('PLACES_INVALID', 'an each-way leg states its places', index, 'places');
  }
  if (leg.deadHeat !== undefined || leg.deadHeatFactor !== undefined) {
    validateDeadHeat(slip, leg, index);
  }
}

/** A price as `odds.ts` makes it: whole numbers, above 1, within the bounds that keep it exact. */
function isSound({ num, den }: Odds): boolean {
  const whole = Number.isSafeInteger(num) && Number.isSafeInteger(den);
  return whole && num > den && den >= 1 && num <= MAX_ODDS_SCALED && den <= MAX_FRACTION_DEN;
}

function checkRule4(deductions: readonly number[], index: number): void {
  try {
    totalDeduction(deductions);
  } catch (error) {
    refuse('RULE4_INVALID', (error as Error).message, index, 'rule4');
  }
}

/** The place part of these is decided without terms. */
function needsPlaces({ result }: Leg): boolean {
  return result !== 'lost' && result !== 'void' && result !== 'push';
}

function validatePlaces(places: { count: number; fraction: Fraction }, index: number): void {
  const { count, fraction } = places;
  if (!Number.isInteger(count) || count < 1 || count > MAX_PLACES) {
    refuse('PLACES_INVALID', `places are counted from 1 to ${MAX_PLACES}`, index, 'places.count');
  }
  if (!isShare(fraction, MAX_PLACE_DEN)) {
    const message = `a place fraction is above 0 and at most 1, such as 1/4 (down to 1/20)`;
    refuse('PLACES_INVALID', message, index, 'places.fraction');
  }
}

function isShare({ num, den }: Fraction, finest: number): boolean {
  const whole = Number.isInteger(num) && Number.isInteger(den);
  return whole && num > 0 && num <= den && den <= finest;
}

function validateDeadHeat(slip: Slip, leg: Leg, index: number): void {
  const { deadHeat, deadHeatFactor, result } = leg;
  if (deadHeatFactor !== undefined) {
    const alone = deadHeat === undefined && (result === 'won' || result === 'placed');
    if (alone && isShare(deadHeatFactor, 1_000_000)) return;
    const message = 'a dead-heat factor is a share up to 1 of a won leg without positions';
    refuse('DEAD_HEAT_INVALID', message, index, 'deadHeatFactor');
  }
  const { position, tied } = deadHeat!;
  if (!Number.isInteger(tied) || tied < 1 || tied > MAX_TIED) {
    const message = `a position is shared by 1 to ${MAX_TIED} runners`;
    refuse('DEAD_HEAT_INVALID', message, index, 'deadHeat.tied');
  }
  if (!Number.isInteger(position) || position < 1 || position > MAX_PLACES) {
    const message = `a position is counted from 1 to ${MAX_PLACES}`;
    refuse('DEAD_HEAT_INVALID', message, index, 'deadHeat.position');
  }
  validatePosition(slip, leg, position, index);
}

function validatePosition(slip: Slip, leg: Leg, position: number, index: number): void {
  const eachWay = slip.eachWay !== undefined;
  const { result } = leg;
  if (result === 'half-won' || result === 'half-lost') {
    refuse('DEAD_HEAT_INVALID', 'a half result is not in a dead heat', index, 'deadHeat');
  }
  if (result === 'won' && position > placesPaid(leg, eachWay ? 'win' : 'whole')) {
    refuse('DEAD_HEAT_INVALID', 'a winner has a winning position', index, 'deadHeat.position');
  }
  if (result !== 'placed' || !eachWay) return;
  if (position === 1) {
    refuse(
      'DEAD_HEAT_INVALID',
      'a tie for first is a win, not a place',
      index,
      'deadHeat.position',
    );
  }
  if (position > placesPaid(leg, 'place')) {
    const message = 'a placed runner is within the places paid';
    refuse('DEAD_HEAT_INVALID', message, index, 'deadHeat.position');
  }
}

function validateBuilder(slip: Slip, leg: Leg, builder: BetBuilder, index: number): void {
  const { parts, voidPolicy, recalculated } = builder;
  if (parts.length < 2 || parts.length > MAX_BUILDER_PARTS) {
    const message = `a bet builder has 2 to ${MAX_BUILDER_PARTS} parts`;
    refuse('BUILDER_INVALID', message, index, 'builder.parts');
  }
  parts.forEach((part, at) => {
    if (!isSound(part.odds)) {
      refuse('ODDS_INVALID', 'not a price', index, `builder.parts[${at}].odds`);
    }
    if (!PART_RESULTS.has(part.result)) {
      refuse('RESULT_INVALID', 'not a result', index, `builder.parts[${at}].result`);
    }
  });
  if (!VOID_POLICIES.has(voidPolicy)) {
    refuse('BUILDER_INVALID', 'not a void policy', index, 'builder.voidPolicy');
  }
  const someVoid = parts.some(({ result }) => result === 'void' || result === 'push');
  const lost = parts.some(({ result }) => result === 'lost');
  const allVoid = parts.every(({ result }) => result === 'void' || result === 'push');
  if (voidPolicy === 'RECALCULATE' && someVoid && !lost && !allVoid && recalculated === undefined) {
    const message = 'RECALCULATE needs the price of the parts that stand';
    refuse('BUILDER_INVALID', message, index, 'builder.recalculated');
  }
  if (recalculated !== undefined && !isSound(recalculated)) {
    refuse('ODDS_INVALID', 'not a price', index, 'builder.recalculated');
  }
  const racing = leg.rule4 ?? leg.deadHeat ?? leg.deadHeatFactor ?? leg.places ?? leg.startingPrice;
  if (slip.eachWay !== undefined || racing !== undefined) {
    const message = 'a bet builder is neither each way nor subject to racing rules';
    refuse('BUILDER_INVALID', message, index, 'builder');
  }
}

function refuse(code: KernelErrorCode, message: string, index: number, field: string): never {
  throw new KernelError(code, message, field === '' ? `legs[${index}]` : `legs[${index}].${field}`);
}
