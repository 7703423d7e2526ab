import { describe, expect, test } from 'vitest';
import { attempt, explain, explanationTable, SHOWN_LINES } from '../src/index.ts';
import { major, slip } from './slips.ts';

function reasons(bet: ReturnType<typeof slip>, index = 0): string[][] {
  return explain(bet).legs[index]!.parts.map((part) => [...part.reasons]);
}

const one = (text: string, terms = {}) => reasons(slip('single', '1', [text], terms));

describe('why a leg pays what it pays', () => {
  test.each([
    ['4/1:won', ['won at 4/1']],
    ['5.0:lost', ['lost at 5.00']],
    ['5.0:void', ['void at 5.00', 'all of the stake is refunded']],
    ['5.0:half-lost', ['half-lost at 5.00', '1/2 of the stake is refunded']],
    ['5.0:open', ['open at 5.00: nothing is certain yet']],
    [
      '5.0:half-won',
      ['half-won at 5.00', '1/2 of the stake is won', '1/2 of the stake is refunded'],
    ],
    ['5.0:won:dh=1/2', ['won at 5.00', 'dead heat, 2 share the position: 1/2 of the stake stands']],
    [
      '5.0:won:r4=25',
      [
        'won at 5.00',
        'Rule 4 takes 25p in the pound off the winnings',
        'the price paid is 4 instead of 5',
      ],
    ],
    [
      '5.0:won:r4=25,5',
      [
        'won at 5.00',
        'Rule 4 takes 30p in the pound off the winnings (25p + 5p)',
        'the price paid is 19/5 instead of 5',
      ],
    ],
  ])('%s', (text, expected) => {
    expect(one(text)).toEqual([expected]);
  });

  test('a waived 5p is said', () => {
    expect(one('5.0:won:r4=5', { waiveFivePence: true })).toEqual([
      ['won at 5.00', 'a Rule 4 total of 5p is waived'],
    ]);
    expect(one('5.0:won:r4=0')).toEqual([['won at 5.00']]);
  });

  test('each way, part by part', () => {
    const eachWay = { eachWay: true };
    expect(one('5.0:placed:places=3@1/4', eachWay)).toEqual([
      ['placed, so the win part is lost'],
      [
        'placed at 5.00 (place part)',
        'place terms pay 1/4 of the winnings',
        'the price paid is 2 instead of 5',
      ],
    ]);
    expect(one('5.0:won:places=3@1/1', eachWay)).toEqual([
      ['won at 5.00 (win part)'],
      ['won at 5.00 (place part)'],
    ]);
  });

  test('a bet builder with a void part', () => {
    const legs = [
      {
        odds: '6.0',
        builder: {
          voidPolicy: 'DIVIDE_OUT',
          parts: [
            { odds: '2.0', result: 'void' },
            { odds: '4.0', result: 'won' },
          ],
        },
      },
    ];
    expect(reasons(slip('single', '1', [], { legs } as never))).toEqual([
      ['won at 6.00', 'a part is void: DIVIDE_OUT', 'the price paid is 3 instead of 6'],
    ]);
  });

  test('multipliers by part', () => {
    const { legs } = explain(slip('single', '1', ['5.0:won:places=3@1/4'], { eachWay: true }));
    expect(legs).toMatchObject([
      { index: 0, result: 'won', parts: [{ part: 'win' }, { part: 'place' }] },
    ]);
    expect(legs[0]?.parts.map(({ multiplier }) => multiplier)).toEqual([
      { num: 5n, den: 1n },
      { num: 2n, den: 1n },
    ]);
  });
});

describe('lines', () => {
  test('shorter lines first, each with its stake, multiplier and return', () => {
    const { lines } = explain(slip('patent', '1', ['2.0:won', '3.0:won', '5.0:lost']));
    expect(lines.map(({ legs }) => legs)).toEqual([
      [0],
      [1],
      [2],
      [0, 1],
      [0, 2],
      [1, 2],
      [0, 1, 2],
    ]);
    expect(lines.map((line) => major(line.return))).toEqual(['2', '3', '0', '6', '0', '0', '0']);
    expect(lines[3]).toEqual({
      legs: [0, 1],
      part: 'whole',
      stake: { num: 100n, den: 1n },
      multiplier: { num: 6n, den: 1n },
      return: { num: 600n, den: 1n },
    });
  });

  test('bankers stand in every line, related legs in none together', () => {
    const legs = ['2.0:won:fixture=a', '3.0:won:fixture=a', '5.0:won:banker', '2.0:won'];
    const { lines } = explain(slip('system', '1', legs, { sizes: [2, 3] }));
    expect(lines.map((line) => line.legs)).toEqual([
      [0, 2],
      [1, 2],
      [2, 3],
      [0, 2, 3],
      [1, 2, 3],
    ]);
  });

  test('each way: win and place lines, or lines with two units', () => {
    const legs = ['5.0:won:places=3@1/4'];
    const split = explain(slip('single', '1', legs, { eachWay: true })).lines;
    expect(split.map(({ part, stake }) => [part, major(stake)])).toEqual([
      ['win', '1'],
      ['place', '1'],
    ]);
    const mode = { eachWay: true, eachWayMode: 'equally-divided' };
    const [line] = explain(slip('single', '1', legs, mode)).lines;
    expect([line?.part, major(line!.stake), major(line!.return)]).toEqual(['each-way', '2', '7']);
  });

  test('too many lines are refused, not truncated', () => {
    const bet = slip('system', '1', Array(20).fill('2.0:won'), { sizes: [10] });
    expect(attempt(() => explain(bet))).toMatchObject({
      ok: false,
      error: { code: 'LINES_TOO_MANY' },
    });
    const most = slip('system', '1', Array(45).fill('2.0:won'), { sizes: [2] });
    expect(explain(most).lines).toHaveLength(990);
  });
});

describe('table', () => {
  const table = (bet: ReturnType<typeof slip>) => explanationTable(bet, explain(bet));

  test('legs, lines and the way to the payout', () => {
    expect(table(slip('double', '1.50', ['4/1:won:r4=25', '1.5:void']))).toBe(
      [
        'leg  price  result  part   pays  why',
        '  1    4/1  won     whole    x4  won at 4/1; Rule 4 takes 25p in the pound off',
        '                                 the winnings; the price paid is 4 instead of 5',
        '  2   1.50  void    whole    x1  void at 1.50; all of the stake is refunded',
        '',
        'legs  part   stake  pays  return',
        '1 2   whole   1.50    x4    6.00',
        '',
        'state           WON',
        'stake           1.50 GBP',
        '1 line returns  6.00',
        'payout          6.00 GBP',
      ].join('\n'),
    );
  });

  test('adjustments, open bets and tokens', () => {
    const open = table(slip('single', '1', ['1/3:open'], { payoutCap: '1.20' }));
    expect(open).toContain('most it can return  1.20');
    const free = table(
      slip('double', '1', ['1/3:won', '2.0:won'], { freeBet: 'snr', boost: '10' }),
    );
    expect(free).toMatch(/free-bet stake not returned {2}-1.00\n/);
    expect(free).toMatch(/bonus {24}1\/6\n/);
    expect(free).toMatch(/rounding {21}-1\/300\n/);
    expect(free).toMatch(/payout {23}1.83 GBP$/);
    expect(table(slip('single', '1', ['2.0:void'], { freeBet: 'sr' }))).toMatch(
      /token issued again +1.00$/,
    );
    expect(table(slip('single', '1', ['2.0:won:sp=3.0:bog']))).toContain(
      'best odds guaranteed  1.00',
    );
  });

  test('a long line names its runs, a long fraction is shortened, amounts keep their decimals', () => {
    const [, lines = ''] = table(
      slip('accumulator', '1', [...Array(12).fill('1.3333:won'), '2.0:void']),
    ).split('\n\n');
    expect(lines.split('\n')[1]).toBe('1-13  whole   1.00  x~31.559822  ~31.559822');
    const gaps = table(slip('system', '1', Array(13).fill('1.0001:won'), { sizes: [12] }));
    expect(gaps).toContain('\n1-10 12-13  whole');
    expect(gaps).toContain('\n1-11 13     whole');
    const [, bitcoin] = table(slip('single', '0.00000001', ['3.0:won'], { currency: 'BTC' })).split(
      '\n\n',
    );
    expect(bitcoin).toContain('0.00000001    x3  0.00000003');
  });

  test('long lists say how many more there are', () => {
    const lines = table(slip('goliath', '1', Array(8).fill('2.0:won')))
      .split('\n\n')[1]!
      .split('\n');
    expect(lines).toHaveLength(SHOWN_LINES + 2);
    expect(lines.at(-1)).toBe('... and 183 more lines');
    const shown = table(slip('lucky63', '1', Array(6).fill('2.0:won')));
    expect(shown).not.toContain('more lines');
  });
});
