import { BET_TYPE_ALIASES, BET_TYPES, type BetType } from '../bet-calculator/bet-type.ts';
import { type EachWayMode, MAX_LEGS, type Slip } from '../bet-calculator/slip.ts';
import { atPath, KernelError } from '../error.ts';
import { type Money, parseMoney } from '../money.ts';
import { currencyDecimals } from '../money-currencies.ts';
import { ROUNDING_MODES } from '../rational-rounding.ts';
import { readBoost, readLuckyBonus } from './parse-promotions.ts';
import { parseTextLeg } from './parse-text-leg.ts';
import {
  type Fields,
  oneOf,
  optionalFlag,
  optionalText,
  readFields,
  requireText,
} from './read-fields.ts';

const SLIP_FIELDS = [
  'id',
  'type',
  'sizes',
  'stakePerLine',
  'stakeTotal',
  'currency',
  'eachWay',
  'eachWayMode',
  'legs',
  'freeBet',
  'boost',
  'luckyBonus',
  'bestOddsCap',
  'payoutCap',
  'waiveFivePence',
  'rounding',
];

/** Currency of a text slip that names none. */
export const DEFAULT_CURRENCY = 'GBP';

/** A text slip as the kernel settles it, with the id that its answer carries. */
export interface ParsedSlip {
  readonly id: string | number;
  readonly slip: Slip;
}

/**
 * Reads a slip from JSON that came from outside. Every field is checked for its kind, unknown
 * fields are refused, amounts and prices are read as text and never rounded. What the fields mean
 * together is checked by `validateSlip` when the slip is settled.
 */
export function parseSlip(value: unknown): ParsedSlip {
  const fields = readFields(value, SLIP_FIELDS, '');
  const id = readId(fields.id);
  const currency = optionalText(fields, 'currency') ?? DEFAULT_CURRENCY;
  currencyDecimals(currency);
  const type = readType(requireText(fields, 'type'));
  const slip: Slip = {
    type,
    ...(fields.sizes === undefined ? {} : { sizes: readSizes(fields.sizes) }),
    ...readStake(fields, currency),
    ...readEachWay(fields),
    legs: readLegs(fields.legs),
    ...readFreeBet(fields),
    ...(fields.boost === undefined ? {} : { boost: readBoost(fields.boost) }),
    ...readLuckyBonus(fields.luckyBonus, type),
    ...readCap(fields, 'bestOddsCap', currency),
    ...readCap(fields, 'payoutCap', currency),
    ...(optionalFlag(fields, 'waiveFivePence') ? { waiveFivePence: true } : {}),
    ...readRounding(fields),
  };
  return { id, slip };
}

/** The id of a slip: a text of 1 to 200 characters or a whole number. */
function readId(value: unknown): string | number {
  if (value === undefined) throw new KernelError('FIELD_MISSING', 'the field is required', 'id');
  if (isId(value)) return value;
  const message = 'expected a text of 1 to 200 characters or a whole number';
  throw new KernelError('FIELD_INVALID', message, 'id');
}

export function isId(value: unknown): value is string | number {
  if (typeof value === 'string') return value.length > 0 && value.length <= 200;
  return Number.isSafeInteger(value);
}

function readType(text: string): BetType {
  return BET_TYPE_ALIASES.get(text) ?? oneOf(text, BET_TYPES, 'type', 'TYPE_INVALID');
}

function readSizes(value: unknown): number[] {
  if (!Array.isArray(value) || value.length > MAX_LEGS) {
    throw new KernelError('SIZE_INVALID', `expected a list of 1 to ${MAX_LEGS} sizes`, 'sizes');
  }
  return value.map((size) => {
    if (typeof size === 'number' && Number.isSafeInteger(size)) return size;
    throw new KernelError('SIZE_INVALID', 'a size is a whole number from 1', 'sizes');
  });
}

function readStake(fields: Fields, currency: string): Pick<Slip, 'stake' | 'stakePer'> {
  const perLine = fields.stakePerLine !== undefined;
  if (perLine === (fields.stakeTotal !== undefined)) {
    const message = 'a slip has either stakePerLine or stakeTotal';
    throw new KernelError(perLine ? 'FIELD_INVALID' : 'FIELD_MISSING', message, 'stakePerLine');
  }
  const name = perLine ? 'stakePerLine' : 'stakeTotal';
  const stake = requireAmount(fields, name, currency);
  if (stake.minor <= 0n) throw new KernelError('STAKE_INVALID', 'a stake is above 0', name);
  return { stake, stakePer: perLine ? 'line' : 'total' };
}

function requireAmount(fields: Fields, name: string, currency: string): Money {
  const text = requireText(fields, name, 40);
  return atPath(name, () => parseMoney(text, currency));
}

function readEachWay(fields: Fields): { eachWay?: EachWayMode } {
  const mode = optionalText(fields, 'eachWayMode') ?? 'win-to-win';
  const eachWay = oneOf(mode, ['win-to-win', 'equally-divided'] as const, 'eachWayMode');
  return optionalFlag(fields, 'eachWay') ? { eachWay } : {};
}

function readLegs(value: unknown): Slip['legs'] {
  if (value === undefined) {
    throw new KernelError('FIELD_MISSING', 'the field is required', 'legs');
  }
  if (!Array.isArray(value)) throw new KernelError('FIELD_INVALID', 'expected a list', 'legs');
  if (value.length === 0) throw new KernelError('LEGS_EMPTY', 'a slip has a leg at least', 'legs');
  if (value.length > MAX_LEGS) {
    throw new KernelError('LEGS_TOO_MANY', `a slip has at most ${MAX_LEGS} legs`, 'legs');
  }
  return value.map((leg, index) => atPath(`legs[${index}]`, () => parseTextLeg(leg)));
}

function readFreeBet(fields: Fields): Pick<Slip, 'freeBet'> {
  const text = optionalText(fields, 'freeBet');
  return text === undefined ? {} : { freeBet: oneOf(text, ['snr', 'sr'] as const, 'freeBet') };
}

function readCap<Name extends 'bestOddsCap' | 'payoutCap'>(
  fields: Fields,
  name: Name,
  currency: string,
): { [Key in Name]?: Money } {
  if (fields[name] === undefined) return {};
  return { [name]: requireAmount(fields, name, currency) } as { [Key in Name]: Money };
}

function readRounding(fields: Fields): Pick<Slip, 'rounding'> {
  const text = optionalText(fields, 'rounding');
  return text === undefined ? {} : { rounding: oneOf(text, ROUNDING_MODES, 'rounding') };
}
