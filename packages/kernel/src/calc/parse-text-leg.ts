import {
  type BetBuilder,
  BUILDER_PART_RESULTS,
  BUILDER_VOID_POLICIES,
  type BuilderPart,
  LEG_RESULTS,
  type Leg,
  type PlaceTerms,
} from '../bet-calculator/slip.ts';
import { MAX_BUILDER_PARTS } from '../bet-calculator/validate-leg.ts';
import { atPath, KernelError } from '../error.ts';
import type { Odds } from '../odds.ts';
import { parseOdds } from '../odds-format.ts';
import {
  type Fields,
  oneOf,
  optionalFlag,
  optionalText,
  readFields,
  requireList,
  requireText,
  requireWhole,
} from './read-fields.ts';

const LEG_FIELDS = [
  'odds',
  'result',
  'deadHeat',
  'places',
  'rule4',
  'banker',
  'fixture',
  'parentFixture',
  'market',
  'outcome',
  'startingPrice',
  'bestOddsGuaranteed',
  'builder',
];

/** Most withdrawals that one leg names. */
const MAX_WITHDRAWALS = 40;

/** Reads one leg of a text slip. Refusals name the field below the leg. */
export function parseTextLeg(value: unknown): Leg {
  const fields = readFields(value, LEG_FIELDS, '');
  return {
    odds: requireOdds(fields, 'odds'),
    ...resultOrBuilder(fields),
    ...present('deadHeat', fields, readDeadHeat),
    ...present('places', fields, readPlaces),
    ...present('rule4', fields, readRule4),
    ...(optionalFlag(fields, 'banker') ? { banker: true } : {}),
    ...namesOf(fields),
    ...(fields.startingPrice === undefined
      ? {}
      : { startingPrice: requireOdds(fields, 'startingPrice') }),
    ...(optionalFlag(fields, 'bestOddsGuaranteed') ? { bestOddsGuaranteed: true } : {}),
  };
}

function present<Name extends string, Value>(
  name: Name,
  fields: Fields,
  read: (value: unknown) => Value,
): { [Key in Name]?: Value } {
  if (fields[name] === undefined) return {};
  const value = atPath(name, () => read(fields[name]));
  return { [name]: value } as { [Key in Name]: Value };
}

function requireOdds(fields: Fields, name: string): Odds {
  const text = requireText(fields, name, 24);
  return atPath(name, () => parseOdds(text));
}

/** The result of a bet builder follows from its parts, so it states none of its own. */
function resultOrBuilder(fields: Fields): Pick<Leg, 'result' | 'builder'> {
  if (fields.builder === undefined) {
    const result = requireText(fields, 'result');
    return { result: oneOf(result, LEG_RESULTS, 'result', 'RESULT_INVALID') };
  }
  if (fields.result !== undefined) {
    const message = 'the result of a bet builder follows from its parts';
    throw new KernelError('FIELD_INVALID', message, 'result');
  }
  return { result: 'open', builder: atPath('builder', () => readBuilder(fields.builder)) };
}

function readBuilder(value: unknown): BetBuilder {
  const fields = readFields(value, ['parts', 'voidPolicy', 'recalculated'], '');
  const parts = requireList(fields.parts, 'parts', MAX_BUILDER_PARTS);
  return {
    parts: parts.map((part, index) => atPath(`parts[${index}]`, () => readPart(part))),
    voidPolicy: oneOf(
      requireText(fields, 'voidPolicy'),
      BUILDER_VOID_POLICIES,
      'voidPolicy',
      'BUILDER_INVALID',
    ),
    ...(fields.recalculated === undefined
      ? {}
      : { recalculated: requireOdds(fields, 'recalculated') }),
  };
}

function readPart(value: unknown): BuilderPart {
  const fields = readFields(value, ['odds', 'result'], '');
  const result = requireText(fields, 'result');
  return {
    odds: requireOdds(fields, 'odds'),
    result: oneOf(result, BUILDER_PART_RESULTS, 'result', 'RESULT_INVALID'),
  };
}

function readDeadHeat(value: unknown) {
  const fields = readFields(value, ['position', 'tied'], '');
  return { position: requireWhole(fields, 'position'), tied: requireWhole(fields, 'tied') };
}

function readPlaces(value: unknown): PlaceTerms {
  const fields = readFields(value, ['count', 'fraction'], '');
  const match = /^(\d{1,2})\/(\d{1,2})$/.exec(requireText(fields, 'fraction'));
  if (match === null) {
    throw new KernelError('PLACES_INVALID', 'a place fraction looks like "1/4"', 'fraction');
  }
  return {
    count: requireWhole(fields, 'count'),
    fraction: { num: Number(match[1]), den: Number(match[2]) },
  };
}

function readRule4(value: unknown): number[] {
  return requireList(value, '', MAX_WITHDRAWALS).map((pence, index) => {
    if (typeof pence === 'string' && /^\d{1,2}$/.test(pence)) return Number(pence);
    const message = 'a Rule 4 deduction is a text with whole pence, such as "25"';
    throw new KernelError('RULE4_INVALID', message, `[${index}]`);
  });
}

function namesOf(fields: Fields): Pick<Leg, 'fixture' | 'parentFixture' | 'market' | 'outcome'> {
  const names: Record<string, string> = {};
  for (const name of ['fixture', 'parentFixture', 'market', 'outcome']) {
    const text = optionalText(fields, name);
    if (text !== undefined) names[name] = text;
  }
  return names;
}
