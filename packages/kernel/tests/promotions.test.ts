import { describe, expect, test } from 'vitest';
import { explain, settle } from '../src/index.ts';
import { major, slip } from './slips.ts';

function amounts(bet: ReturnType<typeof settle>) {
  const { tokenKept, tokenReissued, bonus, topUp } = bet;
  return {
    returned: major(bet.return),
    kept: major(tokenKept),
    reissued: major(tokenReissued),
    bonus: major(bonus),
    topUp: major(topUp),
  };
}

describe('free bets', () => {
  test.each([
    ['snr', ['4.0:won'], '3', '0'],
    ['sr', ['4.0:won'], '4', '0'],
    ['snr', ['4.0:lost'], '0', '0'],
    ['sr', ['4.0:lost'], '0', '0'],
    ['snr', ['4.0:void'], '0', '1'],
    ['sr', ['4.0:void'], '0', '1'],
    ['snr', ['4.0:half-won'], '3/2', '1/2'],
    ['sr', ['4.0:half-won'], '2', '1/2'],
    ['snr', ['4.0:half-lost'], '0', '1/2'],
    ['snr', ['4.0:won:dh=1/2'], '3/2', '0'],
    ['snr', ['4.0:won', '2.0:void'], '3', '0'],
    ['sr', ['4.0:won', '2.0:void'], '4', '0'],
    ['snr', ['4.0:push', '2.0:void'], '0', '1'],
  ] as const)('%s %j pays %s and issues %s again', (freeBet, legs, returned, reissued) => {
    const type = legs.length === 1 ? 'single' : 'double';
    const bet = settle(slip(type, '1', [...legs], { freeBet }));
    expect(amounts(bet)).toMatchObject({ returned, reissued });
  });

  test('a line that survives gives back no token, each line for itself', () => {
    const legs = ['5.0:won', '2.0:lost', '2.0:lost', '2.0:void'];
    const snr = amounts(settle(slip('lucky15', '1', legs, { freeBet: 'snr' })));
    expect(snr).toMatchObject({ returned: '8', kept: '3', reissued: '1' });
    const each = slip('single', '1', ['5.0:placed:places=3@1/4'], {
      freeBet: 'snr',
      eachWay: true,
    });
    expect(amounts(settle(each))).toMatchObject({ returned: '1', kept: '1', reissued: '0' });
  });
});

describe('boost', () => {
  const boost = [
    { legs: 3, percent: '10' },
    { legs: 4, percent: '20' },
  ];

  test.each([
    [['2.0:won', '2.0:won'], '0'],
    [['2.0:won', '2.0:won', '2.0:won'], '7/10'],
    [['2.0:won', '2.0:won', '2.0:won', '2.0:won'], '3'],
    [['2.0:won', '2.0:won', '2.0:won', '2.0:void'], '7/10'],
    [['2.0:won', '2.0:won', '2.0:void', '2.0:push'], '0'],
    [['2.0:won', '2.0:won', '2.0:won', '2.0:lost'], '0'],
    [['2.0:won', '2.0:won', '2.0:won', '2.0:open'], '0'],
    [['1.1:won', '1.1:won', '1.1:half-lost'], '0'],
  ] as const)('%j adds %s', (legs, bonus) => {
    const bet = settle(slip('accumulator', '1', [...legs], { boost }));
    expect(major(bet.bonus)).toBe(bonus);
  });

  test('counts the winnings, of a free bet as well', () => {
    const boosted = (terms: object) =>
      major(settle(slip('single', '10', ['3.0:won'], { boost: '12.5', ...terms })).bonus);
    expect(boosted({})).toBe('5/2');
    expect(boosted({ freeBet: 'snr' })).toBe('5/2');
    expect(boosted({ freeBet: 'sr' })).toBe('5/2');
  });

  test('counts the win part of an each-way bet only', () => {
    const won = slip('single', '10', ['3.0:won:places=3@1/2'], { boost: '10', eachWay: true });
    expect(amounts(settle(won))).toMatchObject({ returned: '52', bonus: '2' });
    const placed = slip('single', '10', ['3.0:placed:places=3@1/2'], {
      boost: '10',
      eachWay: true,
    });
    expect(major(settle(placed).bonus)).toBe('0');
  });

  test('is part of the most that an open bet can return', () => {
    const bet = settle(slip('treble', '1', ['2.0:won', '2.0:won', '2.0:open'], { boost }));
    expect(major(bet.maxReturn)).toBe('87/10');
  });
});

describe('lucky bonus', () => {
  const bonusOf = (type: string, legs: string[], terms = {}) =>
    major(settle(slip(type, '1', legs, { luckyBonus: true, ...terms })).bonus);
  const lost = (count: number) => Array<string>(count).fill('2.0:lost');
  const won = (count: number) => Array<string>(count).fill('2.0:won');

  test('one winner: three, four, five times its winnings', () => {
    expect(bonusOf('lucky15', ['5.0:won', ...lost(3)])).toBe('8');
    expect(bonusOf('lucky31', ['5.0:won', ...lost(4)])).toBe('12');
    expect(bonusOf('lucky63', ['5.0:won', ...lost(5)])).toBe('16');
    expect(bonusOf('lucky15', ['5.0:won:dh=1/2', ...lost(3)])).toBe('4');
  });

  test('all winners: 10, 20, 25 percent of the winnings', () => {
    expect(bonusOf('lucky15', won(4))).toBe('13/2');
    expect(bonusOf('lucky31', won(5))).toBe('211/5');
    expect(bonusOf('lucky63', won(6))).toBe('665/4');
  });

  test.each([
    [['5.0:won', '2.0:won', ...lost(2)]],
    [['5.0:won', '2.0:void', ...lost(2)]],
    [['5.0:won', '2.0:open', ...lost(2)]],
    [['5.0:won', '2.0:half-lost', ...lost(2)]],
    [[...won(3), '2.0:void']],
    [[...won(3), '2.0:half-won']],
    [[...won(3), '2.0:lost']],
    [lost(4)],
  ])('%j: none', (legs) => {
    expect(bonusOf('lucky15', legs)).toBe('0');
  });

  test('each way, a placed leg is no winner', () => {
    const placed = Array<string>(3).fill('2.0:placed:places=3@1/4');
    const legs = ['5.0:won:places=3@1/4', ...placed];
    expect(bonusOf('lucky15', legs, { eachWay: true })).toBe('8');
  });

  test('terms of the house', () => {
    const luckyBonus = { oneWinnerMultiple: 2, allWinnersPercent: '5.5' };
    expect(bonusOf('lucky15', ['5.0:won', ...lost(3)], { luckyBonus })).toBe('4');
    expect(bonusOf('lucky15', won(4), { luckyBonus })).toBe('143/40');
    expect(bonusOf('lucky15', won(4), { luckyBonus: false })).toBe('0');
  });
});

describe('best odds guaranteed', () => {
  const bog = (legs: string[], terms = {}) => settle(slip('single', '10', legs, terms));

  test('pays the better of the two prices, the difference apart', () => {
    const bet = bog(['3.0:won:sp=4.0:bog']);
    expect(amounts(bet)).toMatchObject({ returned: '40', topUp: '10' });
    expect([bet.payoutMinor, bet.topUpMinor]).toEqual([4_000n, 1_000n]);
    expect(bog(['3.0:won:sp=2.0:bog']).topUpMinor).toBe(0n);
    expect(bog(['3.0:won:sp=4.0']).payoutMinor).toBe(3_000n);
    expect(bog(['3.0:won:bog']).payoutMinor).toBe(3_000n);
    expect(bog(['3.0:lost:sp=4.0:bog']).payoutMinor).toBe(0n);
  });

  test('the top-up has a cap of its own, and the payout cap comes last', () => {
    expect(bog(['3.0:won:sp=4.0:bog'], { bestOddsCap: '4' })).toMatchObject({
      payoutMinor: 3_400n,
      topUpMinor: 400n,
    });
    expect(bog(['3.0:won:sp=4.0:bog'], { payoutCap: '34' })).toMatchObject({
      payoutMinor: 3_400n,
      topUpMinor: 400n,
    });
    expect(bog(['3.0:won:sp=4.0:bog'], { payoutCap: '25' })).toMatchObject({
      payoutMinor: 2_500n,
      topUpMinor: 0n,
    });
  });

  test('Rule 4 cuts the price taken, never the starting price', () => {
    expect(bog(['3.0:won:sp=2.5:bog:r4=50']).payoutMinor).toBe(2_500n);
    expect(bog(['3.0:won:sp=2.5:bog:r4=10']).payoutMinor).toBe(2_800n);
  });

  test('raises the place part as well', () => {
    const bet = bog(['3.0:won:sp=5.0:bog:places=3@1/4'], { eachWay: true });
    expect(amounts(bet)).toMatchObject({ returned: '70', topUp: '25' });
  });
});

test('an explanation names what changed the sum of the lines', () => {
  const terms = { freeBet: 'snr', boost: '10', payoutCap: '5' };
  const { adjustments } = explain(slip('single', '1', ['4.0:won:sp=7.0:bog'], terms));
  expect(adjustments.map(({ kind, amount }) => [kind, major(amount)])).toEqual([
    ['free-bet-stake', '-1'],
    ['best-odds', '3'],
    ['bonus', '3/10'],
    ['payout-cap', '-13/10'],
  ]);
  const [rounding] = explain(slip('single', '1', ['1/3:won'])).adjustments;
  expect([rounding?.kind, major(rounding!.amount)]).toEqual(['rounding', '-1/300']);
});
