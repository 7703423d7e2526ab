import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attempt, calcLine, MAX_SLIP_TEXT, parseLeg, parseSlip } from '../src/index.ts';
import { RUNS } from './oracle/arbitrary-slip.ts';

const single = {
  id: 'a',
  type: 'single',
  stakePerLine: '10.00',
  legs: [{ odds: '4/1', result: 'won' }],
};

function calc(slip: unknown) {
  return JSON.parse(calcLine(JSON.stringify(slip)));
}

function refused(slip: unknown): string {
  const { error } = calc(slip);
  return error === undefined ? 'ok' : `${error.code} ${error.path}`;
}

function withLeg(leg: object) {
  return { ...single, legs: [{ ...single.legs[0], ...leg }] };
}

describe('answers', () => {
  test('a single, field by field', () => {
    expect(calc(single)).toEqual({
      id: 'a',
      lines: 1,
      stake: '10.00',
      return: '50',
      payout: '50.00',
      maxReturn: '50',
      state: 'WON',
      currency: 'GBP',
      adjustments: [],
      lineDetails: [{ legs: [0], part: 'whole', stake: '10', multiplier: '5', return: '50' }],
    });
  });

  test('exact fractions beside the rounded payout', () => {
    const third = { ...withLeg({ odds: '1/3' }), id: 7, currency: 'EUR', stakePerLine: '1' };
    expect(calc(third)).toMatchObject({
      id: 7,
      stake: '1.00',
      return: '4/3',
      payout: '1.33',
      currency: 'EUR',
      adjustments: [{ kind: 'rounding', amount: '-1/300' }],
    });
    expect(calc({ ...third, rounding: 'up' })).toMatchObject({ return: '4/3', payout: '1.34' });
  });

  test('promotions', () => {
    expect(calc({ ...single, freeBet: 'snr' })).toMatchObject({ return: '40', tokenReissued: '0' });
    expect(calc({ ...single, freeBet: 'sr' })).toMatchObject({ return: '50' });
    const bog = withLeg({ startingPrice: '6/1', bestOddsGuaranteed: true });
    expect(calc(bog)).toMatchObject({ return: '70', topUp: '20.00' });
    expect(calc({ ...bog, bestOddsCap: '5' })).toMatchObject({ return: '55', topUp: '5.00' });
    expect(calc({ ...single, boost: '10' })).toMatchObject({ return: '54' });
    const tiers = [
      { legs: 1, percent: '5' },
      { legs: 2, percent: '50' },
    ];
    expect(calc({ ...single, boost: tiers })).toMatchObject({ return: '52' });
    expect(calc({ ...single, payoutCap: '20' })).toMatchObject({ return: '20', payout: '20.00' });
    expect(calc({ ...withLeg({ rule4: ['5'] }), waiveFivePence: true })).toMatchObject({
      return: '50',
    });
    expect(calc(withLeg({ rule4: ['5', '20'] }))).toMatchObject({ return: '40' });
  });

  test('other names of the types', () => {
    const legs = Array(5).fill({ odds: '2.0', result: 'won' });
    expect(calc({ ...single, type: 'super-yankee', legs })).toMatchObject({ lines: 26 });
    expect(calc({ ...single, type: 'acca', legs })).toMatchObject({ lines: 1, return: '320' });
  });

  test('lines are listed up to 2,000', () => {
    const legs = Array(12).fill({ odds: '2.0', result: 'won' });
    expect(calc({ ...single, type: 'system', sizes: [6], legs }).lineDetails).toHaveLength(924);
    const many = calc({ ...single, type: 'system', sizes: [5, 6, 7], legs });
    expect([many.lines, many.lineDetails]).toEqual([2_508, undefined]);
  });

  test('a total, each way, a builder', () => {
    const { stakePerLine: _, ...rest } = single;
    expect(calc({ ...rest, stakeTotal: '3.00' })).toMatchObject({ stake: '3.00', return: '15' });
    const legs = [{ odds: '4/1', result: 'won', places: { count: 3, fraction: '1/4' } }];
    expect(calc({ ...single, legs, eachWay: true })).toMatchObject({ lines: 2, return: '70' });
    expect(calc({ ...single, legs, eachWay: false })).toMatchObject({ lines: 1, return: '50' });
    const builder = {
      voidPolicy: 'RECALCULATE',
      recalculated: '3.0',
      parts: [
        { odds: '2.0', result: 'won' },
        { odds: '2.0', result: 'void' },
      ],
    };
    expect(calc({ ...single, legs: [{ odds: '5.0', builder }] })).toMatchObject({ return: '30' });
  });
});

describe('refusals', () => {
  test.each([
    ['not JSON', 'JSON_INVALID', null],
    ['', 'JSON_INVALID', null],
    ['{"id":"a"', 'JSON_INVALID', null],
    ['[]', 'FIELD_INVALID', null],
    ['null', 'FIELD_INVALID', null],
    ['"text"', 'FIELD_INVALID', null],
    ['{}', 'FIELD_MISSING', null],
    ['{"id":"a"}', 'FIELD_MISSING', 'a'],
    ['{"id":{}}', 'FIELD_INVALID', null],
    ['{"id":5,"x":1}', 'FIELD_UNKNOWN', 5],
    [`"${'x'.repeat(MAX_SLIP_TEXT)}"`, 'TEXT_TOO_LONG', null],
  ])('%#: %s', (text, code, id) => {
    expect(JSON.parse(calcLine(text))).toMatchObject({ id, error: { code } });
  });

  test.each<[string, object]>([
    ['FIELD_INVALID id', { id: '' }],
    ['FIELD_INVALID id', { id: 'x'.repeat(201) }],
    ['FIELD_INVALID id', { id: 1.5 }],
    ['TYPE_INVALID type', { type: 'toString' }],
    ['FIELD_INVALID type', { type: 1 }],
    ['FIELD_MISSING stakePerLine', { stakePerLine: undefined }],
    ['FIELD_INVALID stakePerLine', { stakeTotal: '1' }],
    ['FIELD_INVALID stakePerLine', { stakePerLine: 10 }],
    ['MONEY_INVALID stakePerLine', { stakePerLine: 'NaN' }],
    ['MONEY_INVALID stakePerLine', { stakePerLine: '1e3' }],
    ['MONEY_TOO_PRECISE stakePerLine', { stakePerLine: '1.001' }],
    ['STAKE_INVALID stakePerLine', { stakePerLine: '0.00' }],
    ['STAKE_INVALID stakePerLine', { stakePerLine: '-1' }],
    ['STAKE_INVALID stakeTotal', { stakePerLine: undefined, stakeTotal: '0' }],
    ['CURRENCY_UNKNOWN currency', { currency: 'XXX' }],
    ['FIELD_INVALID currency', { currency: 5 }],
    ['FIELD_INVALID eachWay', { eachWay: 'yes' }],
    ['FIELD_INVALID eachWay', { eachWay: null }],
    ['FIELD_INVALID eachWayMode', { eachWayMode: 'both' }],
    ['FIELD_MISSING legs', { legs: undefined }],
    ['FIELD_INVALID legs', { legs: {} }],
    ['LEGS_EMPTY legs', { legs: [] }],
    ['LEGS_TOO_MANY legs', { legs: Array(51).fill(0) }],
    ['FIELD_INVALID legs[0]', { legs: [null] }],
    ['SIZE_INVALID sizes', { sizes: 2 }],
    ['SIZE_INVALID sizes', { sizes: ['2'] }],
    ['SIZE_INVALID sizes', { sizes: Array(51).fill(1) }],
    ['SIZE_INVALID sizes', { sizes: [1] }],
    ['FIELD_INVALID freeBet', { freeBet: 'SNR' }],
    ['BONUS_INVALID boost', { boost: 'x' }],
    ['BONUS_INVALID boost', { boost: '1.005' }],
    ['FIELD_INVALID boost', { boost: 5 }],
    ['FIELD_MISSING boost[0].percent', { boost: [{ legs: 1 }] }],
    ['FIELD_MISSING boost[0].legs', { boost: [{ percent: '1' }] }],
    ['BONUS_INVALID boost[0].percent', { boost: [{ legs: 1, percent: 'x' }] }],
    ['FIELD_INVALID boost', { boost: Array(51).fill(0) }],
    ['BONUS_INVALID luckyBonus', { luckyBonus: true }],
    ['FIELD_INVALID luckyBonus', { luckyBonus: 'yes' }],
    ['FIELD_MISSING luckyBonus.oneWinnerMultiple', { luckyBonus: { allWinnersPercent: '5' } }],
    [
      'BONUS_INVALID luckyBonus.allWinnersPercent',
      { luckyBonus: { oneWinnerMultiple: 3, allWinnersPercent: '-5' } },
    ],
    ['MONEY_INVALID payoutCap', { payoutCap: '-1' }],
    ['MONEY_TOO_PRECISE bestOddsCap', { bestOddsCap: '0.001' }],
    ['FIELD_INVALID waiveFivePence', { waiveFivePence: 1 }],
    ['FIELD_INVALID rounding', { rounding: 'nearest' }],
    ['FIELD_UNKNOWN ', { stake: '1' }],
  ])('%s', (expected, change) => {
    expect(refused({ ...single, ...change })).toBe(expected);
  });

  test.each<[string, object]>([
    ['FIELD_MISSING legs[0].odds', { odds: undefined }],
    ['FIELD_INVALID legs[0].odds', { odds: 5 }],
    ['FIELD_INVALID legs[0].odds', { odds: '2'.repeat(25) }],
    ['ODDS_TOO_LOW legs[0].odds', { odds: '1.0' }],
    ['ODDS_TOO_LOW legs[0].odds', { odds: '0/1' }],
    ['ODDS_INVALID legs[0].odds', { odds: 'NaN' }],
    ['ODDS_TOO_PRECISE legs[0].odds', { odds: '2.12345' }],
    ['FIELD_MISSING legs[0].result', { result: undefined }],
    ['RESULT_INVALID legs[0].result', { result: 'WON' }],
    ['FIELD_INVALID legs[0].deadHeat', { deadHeat: '1/2' }],
    ['FIELD_MISSING legs[0].deadHeat.tied', { deadHeat: { position: 1 } }],
    ['FIELD_INVALID legs[0].deadHeat.tied', { deadHeat: { position: 1, tied: '2' } }],
    ['FIELD_INVALID legs[0].deadHeat.tied', { deadHeat: { position: 1, tied: 1.5 } }],
    ['DEAD_HEAT_INVALID legs[0].deadHeat.tied', { deadHeat: { position: 1, tied: 0 } }],
    ['FIELD_UNKNOWN legs[0].deadHeat', { deadHeat: { position: 1, tied: 2, of: 3 } }],
    ['PLACES_INVALID legs[0].places.fraction', { places: { count: 3, fraction: 'quarter' } }],
    ['PLACES_INVALID legs[0].places.fraction', { places: { count: 3, fraction: '1/0' } }],
    ['PLACES_INVALID legs[0].places.count', { places: { count: 0, fraction: '1/4' } }],
    ['FIELD_INVALID legs[0].rule4', { rule4: '25' }],
    ['FIELD_INVALID legs[0].rule4', { rule4: Array(41).fill('5') }],
    ['RULE4_INVALID legs[0].rule4[1]', { rule4: ['25', 5] }],
    ['RULE4_INVALID legs[0].rule4[0]', { rule4: ['-5'] }],
    ['RULE4_INVALID legs[0].rule4', { rule4: ['91'] }],
    ['FIELD_INVALID legs[0].banker', { banker: 'yes' }],
    ['BANKER_INVALID legs', { banker: true }],
    ['FIELD_INVALID legs[0].fixture', { fixture: '' }],
    ['FIELD_INVALID legs[0].market', { market: 5 }],
    ['FIELD_INVALID legs[0].outcome', { outcome: 'x'.repeat(201) }],
    ['ODDS_TOO_LOW legs[0].startingPrice', { startingPrice: '1' }],
    ['FIELD_INVALID legs[0].bestOddsGuaranteed', { bestOddsGuaranteed: 1 }],
    ['FIELD_INVALID legs[0].result', { builder: {} }],
    ['FIELD_UNKNOWN legs[0]', { price: '2.0' }],
  ])('leg: %s', (expected, change) => {
    expect(refused(withLeg(change))).toBe(expected);
  });

  test.each<[string, object]>([
    ['FIELD_MISSING legs[0].builder.parts', { parts: undefined }],
    ['FIELD_INVALID legs[0].builder.parts', { parts: {} }],
    ['FIELD_INVALID legs[0].builder.parts', { parts: Array(11).fill(0) }],
    ['FIELD_INVALID legs[0].builder.parts[0]', { parts: [0] }],
    [
      'RESULT_INVALID legs[0].builder.parts[0].result',
      { parts: [{ odds: '2.0', result: 'placed' }] },
    ],
    ['ODDS_TOO_LOW legs[0].builder.parts[0].odds', { parts: [{ odds: '1', result: 'won' }] }],
    ['BUILDER_INVALID legs[0].builder.voidPolicy', { voidPolicy: 'x' }],
    ['ODDS_TOO_LOW legs[0].builder.recalculated', { recalculated: '1' }],
    ['BUILDER_INVALID legs[0].builder.parts', {}],
    ['FIELD_UNKNOWN legs[0].builder', { policy: 'x' }],
  ])('builder: %s', (expected, change) => {
    const builder = {
      parts: [{ odds: '2.0', result: 'won' }],
      voidPolicy: 'DIVIDE_OUT',
      ...change,
    };
    expect(refused({ ...single, legs: [{ odds: '2.0', builder }] })).toBe(expected);
  });

  test.each(['__proto__', 'constructor', 'prototype', 'toString'])('the key %s', (key) => {
    const before = Object.keys(Object.prototype).length;
    const polluted = `{"${key}":{"polluted":true},`;
    const legs = '"legs":[{"odds":"4/1","result":"won"}]}';
    const atTop = calcLine(`${polluted}"id":"a","type":"single","stakePerLine":"1",${legs}`);
    const inLeg = calcLine(
      `{"id":"a","type":"single","stakePerLine":"1","legs":[${polluted}"odds":"2"}]}`,
    );
    expect(JSON.parse(atTop)).toMatchObject({
      id: 'a',
      error: { code: 'FIELD_UNKNOWN', path: '' },
    });
    expect(JSON.parse(inLeg)).toMatchObject({ error: { code: 'FIELD_UNKNOWN', path: 'legs[0]' } });
    expect(Object.keys(Object.prototype)).toHaveLength(before);
    expect('polluted' in {}).toBe(false);
  });

  test('a field that only an inherited name supplies is missing', () => {
    const value = Object.assign(Object.create({ id: 'inherited' }), single);
    delete value.id;
    expect(attempt(() => parseSlip(value))).toMatchObject({ ok: false, error: { path: 'id' } });
  });

  test('nothing makes it throw', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc.anything().map((value) => text(value)),
    );
    fc.assert(
      fc.property(anything, (line) => {
        expect(JSON.parse(calcLine(line))).toHaveProperty('error');
      }),
      { numRuns: RUNS },
    );
    const fields = fc.constantFrom(...Object.keys(single), 'sizes', 'boost', 'currency', 'eachWay');
    fc.assert(
      fc.property(fields, fc.jsonValue(), (field, value) => {
        const answer = calc({ ...single, [field]: value });
        expect('error' in answer || 'payout' in answer).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });
});

function text(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}

describe('a leg in one word', () => {
  test.each<[string, object]>([
    ['4/1', { odds: '4/1', result: 'open' }],
    ['+400:won', { odds: '+400', result: 'won' }],
    ['4/1:half-won:r4=25,5', { odds: '4/1', result: 'half-won', rule4: ['25', '5'] }],
    ['4/1:dh=1/2:won', { odds: '4/1', result: 'won', deadHeat: { position: 1, tied: 2 } }],
    [
      '10/1:placed:places=4@1/4:banker',
      { odds: '10/1', result: 'placed', places: { count: 4, fraction: '1/4' }, banker: true },
    ],
    [
      '2.5:won:fixture=a=b:parent=p:market=m:outcome=o',
      { odds: '2.5', result: 'won', fixture: 'a=b', parentFixture: 'p', market: 'm', outcome: 'o' },
    ],
    [
      '2.5:won:sp=3.0:bog',
      { odds: '2.5', result: 'won', startingPrice: '3.0', bestOddsGuaranteed: true },
    ],
  ])('%s', (notation, expected) => {
    expect(parseLeg(notation)).toEqual(expected);
  });

  test.each([
    ['', 'begins with its price'],
    [':won', 'begins with its price'],
    ['2.0:won:lost', 'a result is given twice'],
    ['2.0:banker:banker', '"banker" is given twice'],
    ['2.0:WON', '"WON" is not known'],
    ['2.0:', '"" is not known'],
    ['2.0:constructor=1', '"constructor=1" is not known'],
    ['2.0:banker=1', '"banker" takes no value'],
    ['2.0:bog=1', '"bog" takes no value'],
    ['2.0:r4', '"r4" needs a value'],
    ['2.0:r4=', '"r4" needs a value'],
    ['2.0:fixture', '"fixture" needs a value'],
    ['2.0:dh=1', 'dh=POSITION/TIED'],
    ['2.0:places=4', 'places=COUNT@FRACTION'],
    ['2.0:result=won', '"result=won" is not known'],
  ])('%j: %s', (notation, message) => {
    const outcome = attempt(() => parseLeg(notation));
    expect(outcome).toMatchObject({ ok: false, error: { code: 'FIELD_INVALID' } });
    if (!outcome.ok) expect(outcome.error.message).toContain(message);
  });
});
