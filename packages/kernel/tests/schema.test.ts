import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  attempt,
  BET_STATES,
  BET_TYPE_ALIASES,
  BET_TYPES,
  calcLine,
  parseSlip,
} from '../src/index.ts';
import { RUNS } from './oracle/arbitrary-slip.ts';

const ajv = new Ajv2020({ allErrors: true, strict: false });
const slipSchema = schema('slip');
const resultSchema = schema('slip-result');
const isSlip = ajv.compile(slipSchema);
const isResult = ajv.compile(resultSchema);

function schema(name: string) {
  const file = new URL(`../schemas/${name}.schema.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

const leg = { odds: '4/1', result: 'won' };
const base = { id: 'a', type: 'single', stakePerLine: '1', legs: [leg] };
const withLeg = (extra: object) => ({ ...base, legs: [{ ...leg, ...extra }] });
const parts = [leg, { odds: '2.0', result: 'void' }];

const GOOD: readonly object[] = [
  base,
  { ...base, id: 5 },
  { ...base, id: -5 },
  { ...base, stakePerLine: undefined, stakeTotal: '0.01' },
  { ...base, currency: 'EUR', eachWay: true, eachWayMode: 'equally-divided' },
  { ...base, eachWay: false, eachWayMode: 'win-to-win' },
  { ...base, type: 'system', sizes: [1] },
  { ...base, type: 'super-yankee' },
  { ...base, freeBet: 'snr', payoutCap: '100', bestOddsCap: '0', waiveFivePence: true },
  { ...base, boost: '12.5' },
  { ...base, boost: [{ legs: 1, percent: '5' }] },
  { ...base, type: 'lucky15', luckyBonus: true },
  { ...base, luckyBonus: false },
  { ...base, luckyBonus: { oneWinnerMultiple: 3, allWinnersPercent: '10' } },
  { ...base, rounding: 'half-even' },
  ...['5', '5.0', '1.0001', 'evens', 'EVS', 'Even', '+400', '-150', '100/30'].map((odds) =>
    withLeg({ odds }),
  ),
  withLeg({ deadHeat: { position: 1, tied: 2 }, places: { count: 3, fraction: '1/4' } }),
  withLeg({ rule4: ['25', '5'], banker: false, fixture: 'f', parentFixture: 'p' }),
  withLeg({ market: 'm', outcome: 'o', startingPrice: '6/1', bestOddsGuaranteed: true }),
  {
    ...base,
    legs: [{ odds: '4.5', builder: { parts, voidPolicy: 'DIVIDE_OUT', recalculated: '2.0' } }],
  },
];

const BAD: readonly unknown[] = [
  null,
  [],
  'text',
  {},
  { ...base, id: undefined },
  { ...base, id: '' },
  { ...base, id: 1.5 },
  { ...base, id: null },
  { ...base, type: 'quintuple' },
  { ...base, type: undefined },
  { ...base, stakePerLine: undefined },
  { ...base, stakeTotal: '1' },
  { ...base, stakePerLine: 1 },
  { ...base, stakePerLine: '0.00' },
  { ...base, stakePerLine: '-1' },
  { ...base, stakePerLine: '1e2' },
  { ...base, stakePerLine: '1.' },
  { ...base, legs: [] },
  { ...base, legs: undefined },
  { ...base, legs: Array(51).fill(leg) },
  { ...base, legs: 'x' },
  { ...base, sizes: 'x' },
  { ...base, sizes: [1.5] },
  { ...base, currency: 'euro' },
  { ...base, eachWay: 1 },
  { ...base, eachWayMode: 'x' },
  { ...base, freeBet: 'x' },
  { ...base, boost: '-1' },
  { ...base, boost: [{ legs: 1 }] },
  { ...base, luckyBonus: 'x' },
  { ...base, luckyBonus: { oneWinnerMultiple: 3 } },
  { ...base, payoutCap: 100 },
  { ...base, waiveFivePence: 'x' },
  { ...base, rounding: 'x' },
  { ...base, extra: 1 },
  ...['', 'x', '2.00001', '1:2', '+4', '1/', 5].map((odds) => withLeg({ odds })),
  withLeg({ result: 'WON' }),
  withLeg({ result: undefined }),
  withLeg({ deadHeat: { position: 1 } }),
  withLeg({ deadHeat: { position: 1.5, tied: 2 } }),
  withLeg({ places: { count: 3, fraction: '0.25' } }),
  withLeg({ rule4: [25] }),
  withLeg({ rule4: ['2.5'] }),
  withLeg({ rule4: Array(41).fill('5') }),
  withLeg({ banker: 'x' }),
  withLeg({ fixture: '' }),
  withLeg({ bestOddsGuaranteed: 'x' }),
  withLeg({ extra: 1 }),
  withLeg({ builder: { parts, voidPolicy: 'DIVIDE_OUT' } }),
  { ...base, legs: [{ odds: '4.5', builder: { parts, voidPolicy: 'x' } }] },
  {
    ...base,
    legs: [{ odds: '4.5', builder: { parts: [{ odds: '2.0' }], voidPolicy: 'DIVIDE_OUT' } }],
  },
  {
    ...base,
    legs: [{ odds: '4.5', builder: { parts: Array(11).fill(leg), voidPolicy: 'DIVIDE_OUT' } }],
  },
];

function asSent(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe('the parser and the schema of a slip agree', () => {
  test.each(GOOD.map((slip) => [JSON.stringify(slip), slip]))('good: %s', (_text, slip) => {
    expect(isSlip(asSent(slip)), ajv.errorsText(isSlip.errors)).toBe(true);
    expect(attempt(() => parseSlip(asSent(slip)))).toMatchObject({ ok: true });
  });

  test.each(BAD.map((slip) => [JSON.stringify(slip).slice(0, 150), slip]))(
    'bad: %s',
    (_text, slip) => {
      expect(isSlip(asSent(slip))).toBe(false);
      expect(attempt(() => parseSlip(asSent(slip)))).toMatchObject({ ok: false });
    },
  );

  test('what the parser takes, the schema takes, whatever a field is changed to', () => {
    const fields = fc.constantFrom(...Object.keys(slipSchema.properties));
    fc.assert(
      fc.property(fields, fc.jsonValue(), (field, value) => {
        const slip = asSent({ ...base, [field]: value });
        if (attempt(() => parseSlip(slip)).ok) expect(isSlip(slip)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  test('every type is named', () => {
    const named = [...BET_TYPES, ...BET_TYPE_ALIASES.keys()].sort();
    expect([...slipSchema.properties.type.enum].sort()).toEqual(named);
  });
});

describe('the schema of a result', () => {
  test.each([...GOOD, ...BAD].map((slip) => [JSON.stringify(slip).slice(0, 150), slip]))(
    'answer to %s',
    (_text, slip) => {
      const result = JSON.parse(calcLine(JSON.stringify(slip)));
      expect(isResult(result), ajv.errorsText(isResult.errors)).toBe(true);
    },
  );

  test('every state is named; anything else is no result', () => {
    expect(resultSchema.$defs.settlement.properties.state.enum).toEqual(BET_STATES);
    for (const wrong of [
      {},
      { id: 'a' },
      { id: 'a', error: { code: 'x', message: 'm', path: '' } },
    ]) {
      expect(isResult(wrong)).toBe(false);
    }
  });
});
