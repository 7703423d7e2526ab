import { describe, expect, test } from 'vitest';
import {
  BET_STATES,
  compare,
  exchangeEachWayProfit,
  explain,
  gradeHandicap,
  layLiability,
  parseOdds,
  rule4Deduction,
  settle,
  settleUpAndDown,
  TATTERSALLS,
} from '../src/index.ts';
import { leg, major, returned, slip } from './slips.ts';

const eachWay = { eachWay: true };
const builderLegs = (...results: string[]) => [
  {
    odds: '12.0',
    builder: {
      voidPolicy: 'DIVIDE_OUT',
      parts: results.map((result) => ({ odds: '2.0', result })),
    },
  },
];
const builderSlip = (...results: string[]) =>
  slip('single', '1', [], { legs: builderLegs(...results) } as never);

/** The reasons of a leg, part by part. */
function reasons(bet: ReturnType<typeof slip>): (readonly string[])[] {
  return explain(bet).legs.flatMap(({ parts }) => parts.map((part) => part.reasons));
}

describe('places at 1/1 in an each-way bet are still place terms', () => {
  const terms = 'places=3@1/1';

  test('the win part has one winner', () => {
    const won = [`5.0:won:dh=1/2:${terms}`];
    expect(returned('single', '1', won, eachWay)).toBe('15/2');
  });

  test('the consolation of a lucky bet counts the winners of its part', () => {
    const legs = [`3.0:won:dh=1/2:${terms}`, ...Array<string>(3).fill(`2.0:lost:${terms}`)];
    const bonus = (more: object, times = 3) => {
      const luckyBonus = { oneWinnerMultiple: times, allWinnersPercent: '10' };
      return major(settle(slip('lucky15', '1', legs, { luckyBonus, ...more })).bonus);
    };
    expect([bonus({}), bonus(eachWay)]).toEqual(['4', '2']);
    expect([bonus({}, 1), bonus({}, 10)]).toEqual(['0', '18']);
  });

  test('a placed leg neither wins the win part nor earns its bonus', () => {
    const legs = [`5.0:won:${terms}`, `3.0:placed:${terms}`];
    const bet = settle(slip('double', '1', legs, { ...eachWay, boost: '10' }));
    expect([bet.state, major(bet.lineReturns), major(bet.bonus)]).toEqual(['PLACED', '15', '0']);
  });
});

test('a long line stays exact where its shares shrink below what a number holds', () => {
  const bet = settle(slip('accumulator', '1', Array(8).fill('1.01:won:dh=1/199')));
  expect(compare(bet.return, { num: 100n * 101n ** 8n, den: 19_900n ** 8n })).toBe(0);
});

test.each([
  ['SINGLE_SURVIVOR', '2'],
  ['DIVIDE_OUT', '3'],
  ['REFUND_ALL', '1'],
])('a bet builder of which one part stands: %s', (voidPolicy, paid) => {
  const [terms] = builderLegs('won', 'void', 'push');
  const legs = [{ ...terms, builder: { ...terms!.builder, voidPolicy } }];
  expect(major(settle(slip('single', '1', [], { legs } as never)).return)).toBe(paid);
});

describe('labels', () => {
  const state = (legs: string[], terms = {}) =>
    settle(slip('system', '1', legs, { sizes: [1], ...terms })).state;

  test('a half result names a bet of one line only', () => {
    expect(state(['2.0:half-won', '2.0:void'])).toBe('WON');
    expect(settle(slip('double', '1', ['2.0:half-won', '2.0:void'])).state).toBe('HALF_WON');
  });

  test('a place counts in an each-way bet only', () => {
    expect(state(['2.0:placed', '2.0:void'])).toBe('VOID');
    const legs = ['2.0:placed:places=3@1/4', '2.0:won:places=3@1/4'];
    expect(state(legs, eachWay)).toBe('PART_WON');
  });

  test('every label is listed once', () => {
    expect(new Set(BET_STATES).size).toBe(9);
  });
});

describe('best odds guaranteed', () => {
  const bog = '2.0:won:sp=3.0:bog';

  test('concerns the legs that have it', () => {
    const topUp = (other: string) => major(settle(slip('double', '1', [bog, other])).topUp);
    expect(topUp('4.0:won')).toBe('4');
    expect(topUp('4.0:won:sp=9.0')).toBe('4');
    expect(topUp('4.0:won:bog')).toBe('4');
    expect(topUp('4.0:void')).toBe('1');
  });

  test('its share of the payout is rounded as the payout is', () => {
    const topUp = (terms = {}) =>
      settle(slip('single', '1.05', ['1.5:won:sp=1.6:bog'], terms)).topUpMinor;
    expect([topUp(), topUp({ rounding: 'up' })]).toEqual([11n, 10n]);
  });

  test('is an adjustment: legs and lines are explained at the price taken', () => {
    const { legs, lines } = explain(slip('single', '1', [bog]));
    expect(legs[0]!.parts[0]!.multiplier).toEqual({ num: 2n, den: 1n });
    expect(lines[0]!.multiplier).toEqual({ num: 2n, den: 1n });
  });
});

describe('a boost is paid on what was won above the whole stake', () => {
  test('also when half of it was lost', () => {
    const bet = settle(slip('double', '1', ['3.0:won', '2.0:half-lost'], { boost: '10' }));
    expect(major(bet.bonus)).toBe('1/20');
  });

  test('of a top market as of any other, of a free bet above what stood', () => {
    const bonus = (type: string, legs: string[], terms = {}) =>
      major(settle(slip(type, '1', legs, { boost: '10', ...terms })).bonus);
    expect(bonus('single', ['3.0:placed:places=3@1/1'])).toBe('1/5');
    expect(bonus('double', ['3.0:won', '2.0:half-lost'], { freeBet: 'snr' })).toBe('1/10');
  });

  test('and takes nothing from a bet with a void leg', () => {
    expect(returned('single', '1', ['3.0:void'], { boost: '10' })).toBe('1');
    const bet = settle(slip('double', '1', ['3.0:won', '2.0:void'], { boost: '10' }));
    expect([major(bet.return), bet.tokenReissued.num]).toEqual(['16/5', 0n]);
  });
});

describe('the most that can come back', () => {
  test('leaves decided legs as they are', () => {
    const bet = settle(slip('patent', '1', ['2.0:lost', '3.0:open', '4.0:void']));
    expect([major(bet.return), major(bet.maxReturn)]).toEqual(['1', '7']);
  });

  test('wins the open parts of a bet builder, not those that are void', () => {
    const bet = settle(builderSlip('open', 'won', 'void'));
    expect([bet.state, major(bet.return), major(bet.maxReturn)]).toEqual(['OPEN', '0', '6']);
    expect(settle(builderSlip('open', 'lost', 'void')).state).toBe('LOST');
  });
});

describe('reasons', () => {
  test('place terms are named in the place part, where they cut', () => {
    expect(reasons(slip('single', '1', ['5.0:won:places=3@1/4'], eachWay))).toEqual([
      ['won at 5.00 (win part)'],
      [
        'won at 5.00 (place part)',
        'place terms pay 1/4 of the winnings',
        'the price paid is 2 instead of 5',
      ],
    ]);
    expect(reasons(slip('single', '1', ['5.0:won:places=3@1/1'], eachWay))[1]).toEqual([
      'won at 5.00 (place part)',
    ]);
    expect(reasons(slip('single', '1', ['5.0:placed:places=3@1/1']))).toEqual([['placed at 5.00']]);
    expect(reasons(slip('single', '1', ['5.0:lost'], eachWay))).toEqual([
      ['lost at 5.00 (win part)'],
      ['lost at 5.00 (place part)'],
    ]);
  });

  test('five pence is taken unless it is waived', () => {
    const rule4 = (text: string, waiveFivePence: boolean) =>
      reasons(slip('single', '1', [`3.0:won:r4=${text}`], { waiveFivePence }))[0]!.slice(1);
    const price = 'the price paid is 29/10 instead of 3';
    expect(rule4('5', false)).toEqual(['Rule 4 takes 5p in the pound off the winnings', price]);
    expect(rule4('5,0', true)).toEqual(['a Rule 4 total of 5p is waived']);
    expect(rule4('0', true)).toEqual([]);
  });

  test.each([
    ['void', ['a part is void: DIVIDE_OUT', 'the price paid is 6 instead of 12']],
    ['push', ['a part is void: DIVIDE_OUT', 'the price paid is 6 instead of 12']],
    ['won', []],
  ])('a bet builder with a part that is %s', (result, expected) => {
    expect(reasons(builderSlip('won', 'won', result))[0]!.slice(1)).toEqual(expected);
  });

  test('a dead heat by positions, by a share, and a half', () => {
    const bet = slip('single', '1', ['3.0:won']);
    const byShare = {
      ...bet,
      legs: [leg('3.0:won', { deadHeatFactor: { num: 1, den: 2 } })],
    };
    expect(reasons(byShare)[0]!.slice(1)).toEqual(['dead heat, 1/2 of the stake stands']);
    expect(reasons(slip('single', '1', ['3.0:won:dh=1/2']))[0]!.slice(1)).toEqual([
      'dead heat, 2 share the position: 1/2 of the stake stands',
    ]);
    expect(reasons(slip('single', '1', ['3.0:half-won']))[0]!.slice(1)).toEqual([
      '1/2 of the stake is won',
      '1/2 of the stake is refunded',
    ]);
  });

  test('2,000 lines are explained', () => {
    const fixtures = [...'aaaaaaaa', ...'bbbb', ...'cc'].map((name) => `2.0:lost:fixture=${name}`);
    const legs = [...fixtures, ...Array<string>(32).fill('2.0:lost')];
    expect(explain(slip('system', '1', legs, { sizes: [2], ...eachWay })).lines).toHaveLength(
      2_000,
    );
  });
});

describe('other bets', () => {
  test('exchanges: the liability, and divisors from 1 to 20', () => {
    expect(layLiability({ stakeMinor: 2_000n, odds: parseOdds('4.0') }).num).toBe(6_000n);
    const profit = (divisor: number) =>
      exchangeEachWayProfit({
        stakeMinor: 100n,
        odds: parseOdds('21.0'),
        divisor,
        result: 'placed',
      });
    expect(major(profit(1))).toBe('19');
    expect(major(profit(20))).toBe('0');
  });

  test('a handicap counts the goals of both sides from the bet on', () => {
    const final = { home: 2, away: 1 };
    expect(gradeHandicap('home', 0, final, { home: 1, away: 0 })).toBe('push');
    expect(gradeHandicap('home', 0, final, { home: 0, away: 1 })).toBe('won');
  });

  test('up and down: top markets, and the rounding', () => {
    const bet = {
      legs: [leg('1.5:placed:places=10@1/1'), leg('1.25:lost')] as const,
      stake: { minor: 101n, currency: 'GBP' },
      stakesAbout: 'single' as const,
    };
    // First to second: 151.5 - 101 staked again and lost; second to first: nothing to carry.
    expect(settleUpAndDown(bet).payoutMinor).toBe(50n);
    expect(settleUpAndDown({ ...bet, rounding: 'up' }).payoutMinor).toBe(51n);
  });

  test.each(TATTERSALLS.decimals.map((band, index) => [band.toScaled, band.pence, index]))(
    'Rule 4 up to %i takes %ip',
    (toScaled, pence, index) => {
      const price = (scaled: number) => parseOdds((scaled / 10_000).toFixed(4));
      expect(rule4Deduction(price(toScaled))).toBe(pence);
      const next = TATTERSALLS.decimals[index + 1]?.pence ?? 0;
      expect(rule4Deduction(price(toScaled + 1))).toBe(next);
      expect(TATTERSALLS.id).toBe('tattersalls');
    },
  );
});
