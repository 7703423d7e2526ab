import { describe, expect, test } from 'vitest';
import {
  attempt,
  deadHeatFactor,
  deductionsFor,
  exchangeEachWayProfit,
  formatRational,
  gradeHandicap,
  gradeLine,
  gradeTotal,
  layReturn,
  legResultFromFeed,
  maxRisk,
  parseLine,
  parseOdds,
  parseRational,
  rational,
  reducedPrice,
  rule4Deduction,
  settleBuilder,
  TATTERSALLS,
  totalDeduction,
} from '../src/index.ts';
import { leg, returned, returnOf, slip } from './slips.ts';

function codeOf(run: () => unknown): string {
  const outcome = attempt(run);
  return outcome.ok ? 'ok' : outcome.error.code;
}

describe('dead heat', () => {
  test.each([
    [1, 2, 1, 1, 2],
    [3, 4, 4, 2, 4],
    [3, 2, 4, 2, 2],
    [4, 2, 3, 0, 2],
    [9, 2, 3, 0, 2],
    [1, 1, 1, 1, 1],
  ])('position %i shared by %i with %i places: %i/%i', (position, tied, places, num, den) => {
    expect(deadHeatFactor(position, tied, places)).toEqual({ num, den });
  });

  test('refuses what cannot be', () => {
    for (const [position, tied, places] of [
      [0, 2, 1],
      [1, 0, 1],
      [1, 2, 0],
      [1, 1.5, 1],
    ] as const) {
      expect(codeOf(() => deadHeatFactor(position, tied, places))).toBe('DEAD_HEAT_INVALID');
    }
  });
});

describe('Rule 4', () => {
  test('the table by fractions, at both ends of every band', () => {
    const bands: [string, string, number][] = [
      ['1/20', '1/9', 90],
      ['2/17', '2/11', 85],
      ['1/5', '1/4', 80],
      ['2/7', '3/10', 75],
      ['1/3', '2/5', 70],
      ['4/9', '8/15', 65],
      ['4/7', '8/13', 60],
      ['4/6', '4/5', 55],
      ['5/6', '20/21', 50],
      ['evens', '6/5', 45],
      ['5/4', '6/4', 40],
      ['13/8', '7/4', 35],
      ['15/8', '9/4', 30],
      ['5/2', '3/1', 25],
      ['10/3', '4/1', 20],
      ['9/2', '11/2', 15],
      ['6/1', '9/1', 10],
      ['10/1', '14/1', 5],
      ['16/1', '100/1', 0],
    ];
    for (const [shortest, longest, pence] of bands) {
      expect([shortest, rule4Deduction(parseOdds(shortest))]).toEqual([shortest, pence]);
      expect([longest, rule4Deduction(parseOdds(longest))]).toEqual([longest, pence]);
    }
    expect(TATTERSALLS.fractions).toHaveLength(18);
  });

  test('the decimal fallback, at both ends of every band', () => {
    const bands: [string, string, number][] = [
      ['1.01', '1.12', 90],
      ['1.13', '1.19', 85],
      ['1.20', '1.27', 80],
      ['1.28', '1.33', 75],
      ['1.34', '1.44', 70],
      ['1.45', '1.57', 65],
      ['1.58', '1.66', 60],
      ['1.67', '1.83', 55],
      ['1.84', '1.99', 50],
      ['2.00', '2.24', 45],
      ['2.25', '2.59', 40],
      ['2.60', '2.79', 35],
      ['2.80', '3.39', 30],
      ['3.40', '4.19', 25],
      ['4.20', '5.49', 20],
      ['5.50', '6.99', 15],
      ['7.00', '10.99', 10],
      ['11', '15', 0],
    ];
    for (const [shortest, longest, pence] of bands) {
      expect([shortest, rule4Deduction(parseOdds(shortest))]).toEqual([shortest, pence]);
      expect([longest, rule4Deduction(parseOdds(longest))]).toEqual([longest, pence]);
    }
  });

  test('several deductions add up to 90p at most; 5p alone may be waived', () => {
    expect(totalDeduction([])).toBe(0);
    expect(totalDeduction([25, 5])).toBe(30);
    expect(totalDeduction([80, 80])).toBe(90);
    expect(totalDeduction([90])).toBe(90);
    expect([totalDeduction([5]), totalDeduction([5], true)]).toEqual([5, 0]);
    expect(totalDeduction([5, 5], true)).toBe(10);
    for (const wrong of [[-5], [91], [2.5], [Number.NaN]]) {
      expect(codeOf(() => totalDeduction(wrong))).toBe('RULE4_INVALID');
    }
    expect(returned('single', '10', ['3.0:won:r4=5'])).toBe('29');
    expect(returned('single', '10', ['3.0:won:r4=5'], { waiveFivePence: true })).toBe('30');
  });

  test('only withdrawals after the bet concern it', () => {
    const withdrawals = [
      { marketVersion: 1, pence: 20 },
      { marketVersion: 2, pence: 10 },
    ];
    expect([1, 2, 3].map((version) => deductionsFor(withdrawals, version))).toEqual([
      [20, 10],
      [10],
      [],
    ]);
  });
});

describe('Asian lines', () => {
  test.each([
    ['-0.75', -3],
    ['+0.25', 1],
    ['2.25', 9],
    ['-0', 0],
    ['3', 12],
    ['1.5', 6],
    ['-10.50', -42],
  ])('%s is %i quarters', (text, quarters) => {
    expect(parseLine(text)).toBe(quarters);
  });

  test.each(['0.1', '', 'x', '1.255', '12345', '--1', '.5'])('%j is no line', (text) => {
    expect(codeOf(() => parseLine(text))).toBe('HANDICAP_INVALID');
  });

  test('all five results', () => {
    expect([-3, -2, -1, 0, 1, 2, 3].map((ahead) => gradeLine(0, ahead))).toEqual([
      'lost',
      'lost',
      'half-lost',
      'push',
      'half-won',
      'won',
      'won',
    ]);
    expect(gradeLine(2, -7)).toBe('half-won');
    expect(gradeLine(-1, 4)).toBe('push');
    expect(codeOf(() => gradeLine(0.5, 1))).toBe('HANDICAP_INVALID');
    expect(codeOf(() => gradeLine(1, 0.5))).toBe('HANDICAP_INVALID');
  });

  test('a handicap in play counts the goals after the bet, a total all of them', () => {
    const final = { home: 2, away: 2 };
    const atBet = { home: 0, away: 1 };
    expect(gradeHandicap('home', -2, final, atBet)).toBe('won');
    expect(gradeHandicap('away', 2, final, atBet)).toBe('lost');
    expect(gradeHandicap('home', 0, final)).toBe('push');
    expect(gradeHandicap('away', 1, { home: 3, away: 1 })).toBe('lost');
    expect([gradeTotal('over', 14, 4), gradeTotal('under', 14, 4)]).toEqual(['won', 'lost']);
    expect([gradeTotal('over', 9, 2), gradeTotal('under', 9, 2)]).toEqual([
      'half-lost',
      'half-won',
    ]);
    expect(gradeTotal('over', 16, 4)).toBe('push');
  });
});

describe('feed results', () => {
  test.each([
    [{ result: -1 }, { result: 'open' }],
    [{ result: 0 }, { result: 'lost' }],
    [{ result: 1, voidFactor: 0 }, { result: 'won' }],
    [{ result: 0, voidFactor: 1 }, { result: 'void' }],
    [{ result: 1, voidFactor: 0.5 }, { result: 'half-won' }],
    [{ result: 0, voidFactor: 0.5 }, { result: 'half-lost' }],
    [
      { result: 1, deadHeatFactor: '0.5' },
      { result: 'won', deadHeatFactor: { num: 5, den: 10 } },
    ],
    [
      { result: 1, deadHeatFactor: '1' },
      { result: 'won', deadHeatFactor: { num: 1, den: 1 } },
    ],
  ] as const)('%j', (feed, expected) => {
    expect(legResultFromFeed(feed)).toEqual(expected);
  });

  test('a stated share is paid as stated', () => {
    const third = leg('3.0', legResultFromFeed({ result: 1, deadHeatFactor: '0.3333' }));
    expect(returnOf({ ...slip('single', '1', ['3.0']), legs: [third] })).toBe('9999/10000');
  });

  test.each(['0', '1.1', '2', 'x', '0.1234567'])('share %s is refused', (deadHeatFactor) => {
    expect(codeOf(() => legResultFromFeed({ result: 1, deadHeatFactor }))).toBe(
      'DEAD_HEAT_INVALID',
    );
  });

  test('a lost outcome is in no dead heat', () => {
    const feed = { result: 0, deadHeatFactor: '0.5' } as const;
    expect(codeOf(() => legResultFromFeed(feed))).toBe('DEAD_HEAT_INVALID');
  });
});

describe('bet builder', () => {
  const built = (voidPolicy: string, parts: [string, string][], recalculated?: string) =>
    settleBuilder({
      odds: parseOdds('6.0'),
      result: 'open',
      builder: {
        voidPolicy: voidPolicy as 'DIVIDE_OUT',
        parts: parts.map(([odds, result]) => ({ odds: parseOdds(odds), result: result as 'won' })),
        ...(recalculated === undefined ? {} : { recalculated: parseOdds(recalculated) }),
      },
    });
  const price = ({ price: { num, den } }: ReturnType<typeof built>) =>
    formatRational(rational(num, den));

  test.each([
    [
      'DIVIDE_OUT',
      [
        ['2.0', 'won'],
        ['2.5', 'won'],
      ],
      'won',
      '6',
    ],
    [
      'DIVIDE_OUT',
      [
        ['2.0', 'won'],
        ['2.5', 'lost'],
        ['3.0', 'open'],
      ],
      'lost',
      '6',
    ],
    [
      'DIVIDE_OUT',
      [
        ['2.0', 'won'],
        ['2.5', 'open'],
      ],
      'open',
      '6',
    ],
    [
      'DIVIDE_OUT',
      [
        ['2.0', 'void'],
        ['2.5', 'push'],
      ],
      'void',
      '6',
    ],
    [
      'DIVIDE_OUT',
      [
        ['2.0', 'void'],
        ['2.5', 'won'],
      ],
      'won',
      '3',
    ],
    [
      'DIVIDE_OUT',
      [
        ['2.0', 'void'],
        ['2.5', 'open'],
      ],
      'open',
      '3',
    ],
    [
      'DIVIDE_OUT',
      [
        ['8.0', 'void'],
        ['2.5', 'won'],
      ],
      'won',
      '1',
    ],
    [
      'REFUND_ALL',
      [
        ['2.0', 'void'],
        ['2.5', 'won'],
      ],
      'void',
      '6',
    ],
    [
      'REFUND_ALL',
      [
        ['2.0', 'void'],
        ['2.5', 'lost'],
      ],
      'lost',
      '6',
    ],
    [
      'SINGLE_SURVIVOR',
      [
        ['2.0', 'void'],
        ['2.5', 'won'],
      ],
      'won',
      '5/2',
    ],
    [
      'SINGLE_SURVIVOR',
      [
        ['2.0', 'void'],
        ['2.5', 'won'],
        ['3.0', 'won'],
      ],
      'won',
      '3',
    ],
  ] as const)('%s %j: %s at %s', (policy, parts, result, paid) => {
    const settled = built(policy, parts as never);
    expect([settled.result, price(settled)]).toEqual([result, paid]);
  });

  test('a recalculated price is an input', () => {
    const parts: [string, string][] = [
      ['2.0', 'void'],
      ['2.5', 'won'],
    ];
    expect(price(built('RECALCULATE', parts, '2.8'))).toBe('14/5');
    expect(codeOf(() => built('RECALCULATE', parts))).toBe('BUILDER_INVALID');
  });
});

describe('exchange', () => {
  const bet = { stakeMinor: 200n, odds: parseOdds('10.0'), divisor: 5 };
  test.each([
    ['won', '2160'],
    ['placed', '160'],
    ['lost', '-400'],
    ['void', '0'],
  ] as const)('each way %s: %s', (result, profit) => {
    expect(formatRational(exchangeEachWayProfit({ ...bet, result }))).toBe(profit);
  });

  test('refusals', () => {
    for (const divisor of [0, 21, 1.5]) {
      const wrong = { ...bet, divisor, result: 'won' } as const;
      expect(codeOf(() => exchangeEachWayProfit(wrong))).toBe('PLACES_INVALID');
    }
  });

  test('a lay keeps what the backer does not win', () => {
    const lay = (num: number, den: number) =>
      formatRational(layReturn({ stakeMinor: 2_000n, odds: parseOdds('4.0'), won: { num, den } }));
    expect([lay(0, 1), lay(1, 1), lay(1, 2)]).toEqual(['8000', '0', '4000']);
  });

  test('a reduction cuts the whole price, not below 1', () => {
    const reduced = (price: string, percent: string) =>
      formatRational(reducedPrice(parseOdds(price), parseRational(percent)));
    expect([reduced('11.0', '10'), reduced('11.0', '2.5'), reduced('1.01', '5')]).toEqual([
      '99/10',
      '429/40',
      '1',
    ]);
  });
});

test('a limit that is a volume', () => {
  const risk = (price: string) => formatRational(maxRisk(rational(250), parseOdds(price)));
  expect([risk('2.5'), risk('2.0'), risk('1.5')]).toEqual(['250', '250', '500']);
  expect(maxRisk(rational(0), parseOdds('2.5'))).toEqual(rational(0));
  expect(codeOf(() => maxRisk(rational(-1), parseOdds('2.0')))).toBe('MONEY_INVALID');
});
