import { describe, expect, test } from 'vitest';
import {
  attempt,
  KernelError,
  type Leg,
  type Odds,
  parseOdds,
  type Slip,
  settle,
  validateSlip,
} from '../src/index.ts';
import { leg, slip } from './slips.ts';

function refusal(run: () => unknown): [code: string, path: string] {
  const outcome = attempt(run);
  if (outcome.ok) return ['ok', ''];
  // Whatever is refused is said in words, in one style.
  expect(outcome.error.message).toMatch(/^("|[a-z]|RECALCULATE).{8,}[^.]$/);
  return [outcome.error.code, outcome.error.path];
}

const single = slip('single', '1', ['2.0:won']);

function withLeg(extra: Partial<Leg>, terms: Partial<Slip> = {}): Slip {
  return { ...single, ...terms, legs: [{ ...single.legs[0]!, ...extra }] };
}

const eachWay = { eachWay: 'win-to-win' } as const;
const terms = { count: 3, fraction: { num: 1, den: 4 } };
const odds = parseOdds('2.0');

describe('a typed slip is refused with code and path', () => {
  test.each<[string, Slip, string, string]>([
    ['no legs', { ...single, legs: [] }, 'LEGS_EMPTY', 'legs'],
    ['51 legs', { ...single, legs: Array(51).fill(single.legs[0]) }, 'LEGS_TOO_MANY', 'legs'],
    ['10^9 legs', { ...single, legs: new Array(1_000_000_000) }, 'LEGS_TOO_MANY', 'legs'],
    ['a hole', { ...single, legs: new Array(1) }, 'FIELD_MISSING', 'legs[0]'],
    ['stake 0', { ...single, stake: { minor: 0n, currency: 'GBP' } }, 'STAKE_INVALID', 'stake'],
    [
      'stake below 0',
      { ...single, stake: { minor: -1n, currency: 'GBP' } },
      'STAKE_INVALID',
      'stake',
    ],
    [
      'currency',
      { ...single, stake: { minor: 1n, currency: 'ABC' } },
      'CURRENCY_UNKNOWN',
      'currency',
    ],
    ['rounding', { ...single, rounding: 'near' as 'up' }, 'FIELD_INVALID', 'rounding'],
    ['type', { ...single, type: 'toString' as 'single' }, 'TYPE_INVALID', 'type'],
    ['two legs', { ...single, legs: [leg('2.0'), leg('2.0')] }, 'LEG_COUNT_INVALID', 'legs'],
    ['acca of 1', { ...single, type: 'accumulator' }, 'LEG_COUNT_INVALID', 'legs'],
    ['trixie of 1', { ...single, type: 'trixie' }, 'LEG_COUNT_INVALID', 'legs'],
    ['no sizes', { ...single, type: 'system' }, 'SIZE_INVALID', 'sizes'],
    ['empty sizes', { ...single, type: 'system', sizes: [] }, 'SIZE_INVALID', 'sizes'],
    ['size 0', { ...single, type: 'system', sizes: [0] }, 'SIZE_INVALID', 'sizes'],
    ['size 1.5', { ...single, type: 'system', sizes: [1.5] }, 'SIZE_INVALID', 'sizes'],
    ['size above legs', { ...single, type: 'system', sizes: [2] }, 'SIZE_INVALID', 'sizes'],
    ['size twice', { ...single, type: 'system', sizes: [1, 1] }, 'SIZE_INVALID', 'sizes'],
    ['sizes of a single', { ...single, sizes: [1] }, 'SIZE_INVALID', 'sizes'],
    ['banker of a single', withLeg({ banker: true }), 'BANKER_INVALID', 'legs'],
    [
      'banker fills size',
      withLeg({ banker: true }, { type: 'system', sizes: [1] }),
      'BANKER_INVALID',
      'legs',
    ],
    [
      'cap below 0',
      { ...single, payoutCap: { minor: -1n, currency: 'GBP' } },
      'MONEY_INVALID',
      'payoutCap',
    ],
    [
      'cap currency',
      { ...single, payoutCap: { minor: 1n, currency: 'EUR' } },
      'CURRENCY_MIXED',
      'payoutCap',
    ],
    [
      'top-up currency',
      { ...single, bestOddsCap: { minor: 1n, currency: 'EUR' } },
      'CURRENCY_MIXED',
      'bestOddsCap',
    ],
    ['free bet', { ...single, freeBet: 'x' as 'sr' }, 'FIELD_INVALID', 'freeBet'],
    ['empty boost', { ...single, boost: [] }, 'BONUS_INVALID', 'boost'],
    [
      'boost legs',
      { ...single, boost: [{ legs: 0, basisPoints: 1 }] },
      'BONUS_INVALID',
      'boost[0].legs',
    ],
    [
      'boost size',
      { ...single, boost: [{ legs: 1, basisPoints: 100_001 }] },
      'BONUS_INVALID',
      'boost[0].percent',
    ],
    [
      'boost below 0',
      { ...single, boost: [{ legs: 1, basisPoints: -1 }] },
      'BONUS_INVALID',
      'boost[0].percent',
    ],
    [
      'boost half',
      { ...single, boost: [{ legs: 1, basisPoints: 0.5 }] },
      'BONUS_INVALID',
      'boost[0].percent',
    ],
    [
      'boost order',
      {
        ...single,
        boost: [
          { legs: 2, basisPoints: 1 },
          { legs: 2, basisPoints: 1 },
        ],
      },
      'BONUS_INVALID',
      'boost[1].legs',
    ],
    [
      'lucky single',
      { ...single, luckyBonus: { oneWinnerMultiple: 3, allWinnersBasisPoints: 1 } },
      'BONUS_INVALID',
      'luckyBonus',
    ],
  ])('%s', (_name, bet, code, path) => {
    expect(refusal(() => settle(bet))).toEqual([code, path]);
  });

  test.each<[string, Slip, string, string]>([
    ['result', withLeg({ result: 'x' as 'won' }), 'RESULT_INVALID', 'result'],
    ['Rule 4', withLeg({ rule4: [91] }), 'RULE4_INVALID', 'rule4'],
    ['Rule 4 NaN', withLeg({ rule4: [Number.NaN] }), 'RULE4_INVALID', 'rule4'],
    ['places 0', withLeg({ places: { ...terms, count: 0 } }), 'PLACES_INVALID', 'places.count'],
    ['places 201', withLeg({ places: { ...terms, count: 201 } }), 'PLACES_INVALID', 'places.count'],
    [
      'fraction 0',
      withLeg({ places: { count: 3, fraction: { num: 0, den: 4 } } }),
      'PLACES_INVALID',
      'places.fraction',
    ],
    [
      'fraction 5/4',
      withLeg({ places: { count: 3, fraction: { num: 5, den: 4 } } }),
      'PLACES_INVALID',
      'places.fraction',
    ],
    [
      'fraction 1/21',
      withLeg({ places: { count: 3, fraction: { num: 1, den: 21 } } }),
      'PLACES_INVALID',
      'places.fraction',
    ],
    ['no places', withLeg({}, eachWay), 'PLACES_INVALID', 'places'],
    ['no places, open', withLeg({ result: 'open' }, eachWay), 'PLACES_INVALID', 'places'],
    [
      'tied 0',
      withLeg({ deadHeat: { position: 1, tied: 0 } }),
      'DEAD_HEAT_INVALID',
      'deadHeat.tied',
    ],
    [
      'tied 201',
      withLeg({ deadHeat: { position: 1, tied: 201 } }),
      'DEAD_HEAT_INVALID',
      'deadHeat.tied',
    ],
    [
      'position 0',
      withLeg({ deadHeat: { position: 0, tied: 2 } }),
      'DEAD_HEAT_INVALID',
      'deadHeat.position',
    ],
    [
      'position 201',
      withLeg({ result: 'lost', deadHeat: { position: 201, tied: 2 } }),
      'DEAD_HEAT_INVALID',
      'deadHeat.position',
    ],
    [
      'won as 2nd',
      withLeg({ deadHeat: { position: 2, tied: 2 } }),
      'DEAD_HEAT_INVALID',
      'deadHeat.position',
    ],
    [
      'won as 4th of 3',
      withLeg({
        places: { count: 3, fraction: { num: 1, den: 1 } },
        deadHeat: { position: 4, tied: 2 },
      }),
      'DEAD_HEAT_INVALID',
      'deadHeat.position',
    ],
    [
      'won as 2nd of places at 1/1',
      withLeg(
        {
          places: { count: 3, fraction: { num: 1, den: 1 } },
          deadHeat: { position: 2, tied: 2 },
        },
        eachWay,
      ),
      'DEAD_HEAT_INVALID',
      'deadHeat.position',
    ],
    [
      'half a numerator',
      withLeg({ places: { count: 3, fraction: { num: 0.5, den: 4 } } }, eachWay),
      'PLACES_INVALID',
      'places.fraction',
    ],
    [
      'half a denominator',
      withLeg({ places: { count: 3, fraction: { num: 1, den: 4.5 } } }, eachWay),
      'PLACES_INVALID',
      'places.fraction',
    ],
    [
      'half won in a heat',
      withLeg({ result: 'half-won', deadHeat: { position: 1, tied: 2 } }),
      'DEAD_HEAT_INVALID',
      'deadHeat',
    ],
    [
      'half lost in a heat',
      withLeg({ result: 'half-lost', deadHeat: { position: 1, tied: 2 } }),
      'DEAD_HEAT_INVALID',
      'deadHeat',
    ],
    [
      'placed as 1st',
      withLeg({ result: 'placed', places: terms, deadHeat: { position: 1, tied: 2 } }, eachWay),
      'DEAD_HEAT_INVALID',
      'deadHeat.position',
    ],
    [
      'placed as 4th',
      withLeg({ result: 'placed', places: terms, deadHeat: { position: 4, tied: 2 } }, eachWay),
      'DEAD_HEAT_INVALID',
      'deadHeat.position',
    ],
    [
      'factor 0',
      withLeg({ deadHeatFactor: { num: 0, den: 2 } }),
      'DEAD_HEAT_INVALID',
      'deadHeatFactor',
    ],
    [
      'factor above 1',
      withLeg({ deadHeatFactor: { num: 3, den: 2 } }),
      'DEAD_HEAT_INVALID',
      'deadHeatFactor',
    ],
    [
      'factor too fine',
      withLeg({ deadHeatFactor: { num: 1, den: 1_000_001 } }),
      'DEAD_HEAT_INVALID',
      'deadHeatFactor',
    ],
    [
      'factor of a lost leg',
      withLeg({ result: 'lost', deadHeatFactor: { num: 1, den: 2 } }),
      'DEAD_HEAT_INVALID',
      'deadHeatFactor',
    ],
    [
      'factor and positions',
      withLeg({ deadHeatFactor: { num: 1, den: 2 }, deadHeat: { position: 1, tied: 2 } }),
      'DEAD_HEAT_INVALID',
      'deadHeatFactor',
    ],
  ])('leg: %s', (_name, bet, code, field) => {
    expect(refusal(() => settle(bet))).toEqual([code, `legs[0].${field}`]);
  });

  test.each<Partial<Odds>>([
    { num: Number.NaN },
    { num: 1.5 },
    { den: 0.5 },
    { num: 1, den: 1 },
    { num: 1, den: 0 },
    { num: 3, den: -1 },
    { num: 10_000_000_001 },
    { num: 20_002, den: 10_001 },
    { den: Number.NaN },
  ])('a forged price %j', (forged) => {
    const price = { ...odds, ...forged };
    expect(refusal(() => settle(withLeg({ odds: price })))).toEqual([
      'ODDS_INVALID',
      'legs[0].odds',
    ]);
    expect(refusal(() => settle(withLeg({ startingPrice: price })))).toEqual([
      'ODDS_INVALID',
      'legs[0].startingPrice',
    ]);
  });

  const part = { odds, result: 'won' } as const;
  const gone = { odds, result: 'void' } as const;
  const built = (builder: object) =>
    withLeg({ builder: { parts: [part, part], voidPolicy: 'DIVIDE_OUT', ...builder } as never });

  test.each<[string, Slip, string, string]>([
    ['one part', built({ parts: [part] }), 'BUILDER_INVALID', 'builder.parts'],
    ['11 parts', built({ parts: Array(11).fill(part) }), 'BUILDER_INVALID', 'builder.parts'],
    [
      'part price',
      built({ parts: [part, { ...part, odds: { num: 1, den: 1 } }] }),
      'ODDS_INVALID',
      'builder.parts[1].odds',
    ],
    [
      'part result',
      built({ parts: [{ ...part, result: 'placed' }, part] }),
      'RESULT_INVALID',
      'builder.parts[0].result',
    ],
    ['policy', built({ voidPolicy: 'NONE' }), 'BUILDER_INVALID', 'builder.voidPolicy'],
    [
      'no recalculated price after a push',
      built({ parts: [part, { odds, result: 'push' }], voidPolicy: 'RECALCULATE' }),
      'BUILDER_INVALID',
      'builder.recalculated',
    ],
    [
      'no recalculated price',
      built({ parts: [part, gone], voidPolicy: 'RECALCULATE' }),
      'BUILDER_INVALID',
      'builder.recalculated',
    ],
    [
      'recalculated price',
      built({ recalculated: { num: 1, den: 1 } }),
      'ODDS_INVALID',
      'builder.recalculated',
    ],
    ['each way', { ...built({}), ...eachWay }, 'BUILDER_INVALID', 'builder'],
    [
      'Rule 4',
      withLeg({ rule4: [5], builder: { parts: [part, part], voidPolicy: 'DIVIDE_OUT' } }),
      'BUILDER_INVALID',
      'builder',
    ],
    [
      'places',
      withLeg({ places: terms, builder: { parts: [part, part], voidPolicy: 'DIVIDE_OUT' } }),
      'BUILDER_INVALID',
      'builder',
    ],
  ])('bet builder: %s', (_name, bet, code, field) => {
    expect(refusal(() => settle(bet))).toEqual([code, `legs[0].${field}`]);
  });

  test('RECALCULATE needs its price only where it is used', () => {
    const policy = { voidPolicy: 'RECALCULATE' };
    const lost = { odds, result: 'lost' };
    for (const parts of [
      [part, part],
      [gone, gone],
      [gone, { odds, result: 'push' }],
      [lost, gone],
    ]) {
      expect(refusal(() => settle(built({ parts, ...policy })))[0]).toBe('ok');
    }
  });

  test('what a bonus cannot go with', () => {
    const divided = { places: terms };
    const boosted = withLeg(divided, {
      eachWay: 'equally-divided',
      boost: [{ legs: 1, basisPoints: 1 }],
    });
    expect(refusal(() => settle(boosted))).toEqual(['BONUS_INVALID', 'boost']);
    const legs = Array(4).fill({ ...single.legs[0], ...divided });
    const luckyBonus = { oneWinnerMultiple: 3, allWinnersBasisPoints: 1_000 };
    const lucky: Slip = { ...single, type: 'lucky15', legs, luckyBonus };
    expect(refusal(() => settle({ ...lucky, eachWay: 'equally-divided' }))).toEqual([
      'BONUS_INVALID',
      'luckyBonus',
    ]);
    expect(refusal(() => settle({ ...lucky, boost: [{ legs: 1, basisPoints: 1 }] }))).toEqual([
      'BONUS_INVALID',
      'boost',
    ]);
    for (const oneWinnerMultiple of [0, 11, 1.5]) {
      const terms = { ...luckyBonus, oneWinnerMultiple };
      expect(refusal(() => settle({ ...lucky, luckyBonus: terms }))).toEqual([
        'BONUS_INVALID',
        'luckyBonus.oneWinnerMultiple',
      ]);
    }
    for (const allWinnersBasisPoints of [-1, 100_001, 0.5]) {
      const terms = { ...luckyBonus, allWinnersBasisPoints };
      expect(refusal(() => settle({ ...lucky, luckyBonus: terms }))).toEqual([
        'BONUS_INVALID',
        'luckyBonus.allWinnersPercent',
      ]);
    }
  });
});

describe('bounds are inside', () => {
  test.each<[string, Slip]>([
    ['50 legs', slip('accumulator', '1', Array(50).fill('2.0:won'))],
    ['200 tied', withLeg({ deadHeat: { position: 1, tied: 200 } })],
    [
      '200 places, 1/20',
      withLeg({ places: { count: 200, fraction: { num: 1, den: 20 } } }, eachWay),
    ],
    ['tied 1', withLeg({ deadHeat: { position: 1, tied: 1 } })],
    ['a lost leg tied for fourth', withLeg({ result: 'lost', deadHeat: { position: 4, tied: 2 } })],
    [
      'tied for the last place',
      withLeg({ result: 'placed', places: terms, deadHeat: { position: 3, tied: 2 } }, eachWay),
    ],
    ['boost 1000%', { ...single, boost: [{ legs: 1, basisPoints: 100_000 }] }],
    ['boost 0%', { ...single, boost: [{ legs: 1, basisPoints: 0 }] }],
    ['cap 0', { ...single, payoutCap: { minor: 0n, currency: 'GBP' } }],
    ['void without places', withLeg({ result: 'void' }, eachWay)],
    ['longest price', withLeg({ odds: parseOdds('1000000') })],
    [
      'longest price, not reduced',
      withLeg({ odds: { ...odds, num: 10_000_000_000, den: 10_000 } }),
    ],
    ['shortest price', withLeg({ odds: parseOdds('1.0001') })],
    ['one place', withLeg({ places: { ...terms, count: 1 } }, eachWay)],
    [
      'tied for the 200th place',
      withLeg(
        {
          result: 'placed',
          places: { ...terms, count: 200 },
          deadHeat: { position: 200, tied: 2 },
        },
        eachWay,
      ),
    ],
    [
      'third of a top 3',
      withLeg({
        places: { count: 3, fraction: { num: 1, den: 1 } },
        deadHeat: { position: 3, tied: 2 },
      }),
    ],
    [
      'factor of a placed leg',
      withLeg({ result: 'placed', places: terms, deadHeatFactor: { num: 1, den: 2 } }, eachWay),
    ],
    [
      'ten parts',
      withLeg({
        builder: { parts: Array(10).fill({ odds, result: 'won' }), voidPolicy: 'REFUND_ALL' },
      }),
    ],
  ])('%s', (_name, bet) => {
    expect(refusal(() => validateSlip(bet))).toEqual(['ok', '']);
  });

  test('the widest legs stay exact', () => {
    const widest = {
      odds: parseOdds('999999.9999'),
      rule4: [89],
      places: { count: 200, fraction: { num: 19, den: 20 } },
      result: 'placed',
      deadHeat: { position: 199, tied: 197 },
    } as const;
    const { return: paid } = settle(withLeg(widest, eachWay));
    // 1 + 999998.9999 x 19/20 x 11/100, of which 2/197 stands, on 100p.
    const price = 2_000n * 10_000n + 9_999_989_999n * 19n * 11n;
    expect(paid.num * 197n * 20_000_000n).toBe(paid.den * 200n * price);
  });
});

describe('related legs are refused by name', () => {
  const pair = (a: string, b: string) => refused(() => settle(slip('double', '1', [a, b])));
  const refused = (run: () => unknown) => {
    const outcome = attempt(run);
    return outcome.ok
      ? 'ok'
      : `${outcome.error.code} ${outcome.error.path}: ${outcome.error.message}`;
  };
  const because = (relation: string) =>
    `RELATED_LEGS legs[1]: related legs cannot stand in one line: legs[0] and legs[1] (${relation})`;

  test.each([
    ['2.0:won:fixture=a', '2.0:won:fixture=a', 'same-fixture'],
    ['2.0:won:fixture=a:market=m', '2.0:won:fixture=a:market=m', 'same-market'],
    ['2.0:won:market=m', '2.0:won:market=m', 'same-market'],
    [
      '2.0:won:fixture=a:market=m:outcome=x',
      '2.0:won:fixture=a:market=m:outcome=x',
      'same-outcome',
    ],
    ['2.0:won:fixture=a:market=m:outcome=x', '2.0:won:fixture=a:market=m:outcome=y', 'same-market'],
    ['2.0:won:fixture=a:market=m', '2.0:won:fixture=a:market=n', 'same-fixture'],
    ['2.0:won:fixture=cup', '2.0:won:fixture=a:parent=cup', 'parent-and-child'],
    ['2.0:won:fixture=a:parent=cup', '2.0:won:fixture=cup', 'parent-and-child'],
  ])('%s and %s: %s', (a, b, relation) => {
    expect(pair(a, b)).toBe(because(relation));
  });

  test.each([
    ['2.0:won', '2.0:won'],
    ['2.0:won:fixture=a', '2.0:won:fixture=b'],
    ['2.0:won:fixture=a:market=m:outcome=x', '2.0:won:fixture=b:market=m:outcome=x'],
    ['2.0:won:fixture=a:parent=cup', '2.0:won:fixture=b:parent=cup'],
    ['2.0:won:market=m', '2.0:won:market=n'],
    ['2.0:won:outcome=x', '2.0:won:outcome=x'],
  ])('%s and %s stand', (a, b) => {
    expect(pair(a, b)).toBe('ok');
  });

  test('full-cover bets are refused whole, systems only when nothing is left', () => {
    const legs = ['2.0:won:fixture=a', '3.0:won:fixture=a', '4.0:won'];
    expect(refusal(() => settle(slip('patent', '1', legs)))).toEqual(['RELATED_LEGS', 'legs[1]']);
    expect(refusal(() => settle(slip('system', '1', legs, { sizes: [3] })))).toEqual([
      'RELATED_LEGS',
      'legs[1]',
    ]);
    const bankers = ['2.0:won:fixture=a:banker', '3.0:won:fixture=a:banker', '4.0:won'];
    expect(refusal(() => settle(slip('system', '1', bankers, { sizes: [3] })))).toEqual([
      'RELATED_LEGS',
      'legs[1]',
    ]);
  });

  test('is an error with a name', () => {
    expect(() => settle(slip('double', '1', Array(2).fill('2.0:won:fixture=a')))).toThrow(
      KernelError,
    );
  });
});
