import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  autoCashOut,
  backReturn,
  cashOut,
  cashOutOffer,
  deadHeatFactor,
  deductionsFor,
  exchangeEachWayProfit,
  fairValue,
  formatRational,
  gradeHandicap,
  gradeTotal,
  KernelError,
  layLiability,
  layReturn,
  legResultFromFeed,
  maxRisk,
  NOTHING_CASHED,
  parseLine,
  parseOdds,
  parseRational,
  proportionalChances,
  type Rational,
  rational,
  remainingReturn,
  roundToWhole,
  rule4Deduction,
  settle,
  subtract,
} from '../src/index.ts';
import { leg, major, pounds, returned, returnOf, slip } from './slips.ts';

const file = new URL('../../../../shared/data/worked-cases.json', import.meta.url);

interface WorkedCase {
  readonly id: string;
  readonly input: string;
  readonly expected_exact: string;
}

const counting = ['2.0', '3.0', '4.0', '5.0', '6.0', '7.0', '8.0'].map((price) => `${price}:won`);
const live = ['2.25', '3.30', '3.40'].map((price) => parseOdds(price));

function openSingle(stake: string, price: string) {
  return slip('single', stake, [`${price}:open`]);
}

function gradedSingle(stake: string, price: string, result: string): string {
  return returned('single', stake, [`${price}:${result}`]);
}

function profit(total: string, stake: string): string {
  return formatRational(subtract(parseRational(total), parseRational(stake)));
}

function marketVersions(betVersion: number, price: string): string {
  const withdrawn = [
    { marketVersion: 1, pence: rule4Deduction(parseOdds('5.00')) },
    { marketVersion: 2, pence: rule4Deduction(parseOdds('10.00')) },
  ];
  const bet = leg(`${price}:won`, { rule4: deductionsFor(withdrawn, betVersion) });
  return returnOf({ ...slip('single', '10', [`${price}:won`]), legs: [bet] });
}

function builder(price: string, policy: string, parts: readonly (readonly [string, string])[]) {
  const legs = [
    {
      odds: price,
      builder: { voidPolicy: policy, parts: parts.map(([odds, result]) => ({ odds, result })) },
    },
  ];
  return returnOf(slip('single', '10', [], { legs } as never));
}

const CASES: Readonly<Record<string, () => string>> = {
  'DH-01': () => returned('single', '10', ['10/1:won:dh=1/2']),
  'DH-03': () => {
    const bet = { stakeMinor: pounds('20'), odds: parseOdds('4.0'), won: deadHeatFactor(1, 3, 1) };
    expect(major(layLiability(bet))).toBe('60');
    return major(layReturn(bet));
  },
  'DH-05': () => returned('single', '20', ['16/1:placed:dh=3/2:places=3@1/4'], { eachWay: true }),
  'DH-07': () => returned('single', '60', ['6.0:won:dh=1/3'], { currency: 'EUR' }),
  'DH-09': () => profit(returned('single', '50', ['10.0:won:dh=1/2']), '50'),
  'DH-11': () => returned('single', '10', ['10/1:placed:dh=5/3:places=5@1/4'], { eachWay: true }),
  'DH-13': () => {
    const won = deadHeatFactor(1, 4, 1);
    const total = backReturn({ stakeMinor: pounds('50'), odds: parseOdds('11.0'), won });
    return profit(major(total), '50');
  },
  'DH-15': () => returned('single', '100', ['5.00:won:dh=1/2'], { currency: 'USD' }),
  'DH-17': () => returned('single', '100', ['+200:won:dh=10/3:places=10@1/1'], { currency: 'USD' }),
  'DH-19': () => {
    const { num, den } = deadHeatFactor(3, 2, 4);
    return formatRational(rational(num, den));
  },
  'DH-21': () => returned('double', '1', ['5.0:won:dh=1/2', '3.0:won']),
  'R4-01': () => {
    expect(rule4Deduction(parseOdds('3/1'))).toBe(25);
    return returned('single', '10', ['8/1:won:r4=25']);
  },
  'R4-03': () => {
    expect(rule4Deduction(parseOdds('1.25'))).toBe(80);
    return returned('single', '10', ['2.25:won:r4=80']);
  },
  'R4-05': () => marketVersions(1, '4.00'),
  'R4-07': () => marketVersions(3, '3.00'),
  'R4-09': () => returned('single', '10', ['7/4:won:r4=35:places=3@1/5'], { eachWay: true }),
  'R4-11': () => profit(returned('single', '10', ['2.0:won:r4=20']), '10'),
  'R4-13': () => returned('trixie', '1', ['5.0:won:r4=25', '3.0:won', '4.0:won']),
  'EW-01': () => returned('single', '10', ['12/1:won:places=3@1/4'], { eachWay: true }),
  'EW-03': () =>
    returned('double', '5', ['4/1:won:places=3@1/4', '4/1:won:places=3@1/4'], { eachWay: true }),
  'EW-05': () => returned('single', '10', ['7/4:placed:places=3@1/4'], { eachWay: true }),
  'EW-07': () => returned('single', '100', ['11/4:won:places=3@1/5'], { eachWay: true }),
  'EW-09': () =>
    returned('single', '5', ['+1800:won:places=5@1/4'], { eachWay: true, currency: 'USD' }),
  'EW-11': () => returned('single', '5', ['6/1:won:places=3@1/4'], { eachWay: true }),
  'EW-13': () =>
    returned('double', '1', ['10/1:won:places=3@1/5', '10/1:won:places=3@1/5'], {
      eachWay: true,
      eachWayMode: 'equally-divided',
    }),
  'EW-15': () =>
    returned('double', '1', ['10/1:won:places=3@1/5', '10/1:placed:places=3@1/5'], {
      eachWay: true,
    }),
  'EW-17': () => exchangeEachWay('won'),
  'EW-19': () => exchangeEachWay('lost'),
  'EW-21': () => returned('double', '8', ['3/1:void', '4/1:won:places=3@1/5'], { eachWay: true }),
  'EW-23': () => {
    const legs = ['2.0:open:places=3@1/4', '3.0:open:places=3@1/4', '4.0:open:places=3@1/1'];
    const terms = { eachWay: true, eachWayMode: 'equally-divided' };
    return major(settle(slip('patent', '10', legs, terms)).maxReturn);
  },
  'AH-01': () =>
    gradedSingle('100', '1.825', gradeHandicap('home', parseLine('-0.75'), { home: 2, away: 1 })),
  'AH-03': () =>
    gradedSingle('100', '2.075', gradeHandicap('away', parseLine('+0.75'), { home: 1, away: 1 })),
  'AH-05': () =>
    gradedSingle('10', '2.05', gradeHandicap('home', parseLine('+1.5'), { home: 0, away: 1 })),
  'AH-07': () => gradedSingle('100', '1.90', gradeTotal('under', parseLine('2.25'), 2)),
  'AH-09': () =>
    gradedSingle('100', '1.90', gradeHandicap('home', parseLine('-0.25'), { home: 0, away: 0 })),
  'AH-11': () => returned('accumulator', '10', ['2.0:half-won', '2.2:won', '1.91:won', '2.5:won']),
  'AH-13': () =>
    returned('accumulator', '10', ['2.0:half-lost', '2.2:half-lost', '1.91:won', '2.5:won']),
  'AH-15': () => {
    const score = { home: 1, away: 0 };
    return gradedSingle('100', '1.90', gradeHandicap('home', parseLine('-0.25'), score, score));
  },
  'SY-trixie': () => returned('trixie', '1', counting.slice(0, 3)),
  'SY-yankee': () => returned('yankee', '1', counting.slice(0, 4)),
  'SY-canadian': () => returned('canadian', '1', counting.slice(0, 5)),
  'SY-heinz': () => returned('heinz', '1', counting.slice(0, 6)),
  'SY-superheinz': () => returned('superheinz', '1', counting),
  'SY-11': () => returned('yankee', '0.30', Array(4).fill('3/1:won')),
  'SY-13': () => returned('lucky15', '1', ['3/1:won', '5/1:won:r4=40', '2/1:void', '2/1:lost']),
  'SY-15': () => returned('trixie', '10', Array(3).fill('5/1:won')),
  'SY-17': () =>
    returned('system', '100', ['2.00:won', '3.50:won', '2.40:won'], {
      sizes: [2],
      currency: 'EUR',
    }),
  'SY-19': () =>
    returned(
      'superheinz',
      '5',
      ['1/4', '1/2', '1/3', '1/5', '1/6', '1/7', '1/8'].map((price) => `${price}:won`),
    ),
  'SY-21': () => returned('trixie', '1', ['2.0:won', '3.0:void', '4.0:won']),
  'SY-23': () => {
    const bet = slip('system', '1', ['2.0:lost', '3.0:void', '4.0:void'], { sizes: [2] });
    expect(settle(bet).state).toBe('VOID');
    return returnOf(bet);
  },
  'SY-25': () => {
    const legs = ['2.0:open:fixture=a', '3.0:open:fixture=a', '4.0:open:fixture=b'];
    const bet = settle(slip('system', '1', legs, { sizes: [2] }));
    expect(bet.lines).toBe(2);
    expect(() => settle(slip('patent', '1', legs))).toThrow(KernelError);
    return major(bet.maxReturn);
  },
  'SY-27': () =>
    returned('accumulator', '100', [
      '3/1:void',
      '4/1:won',
      '5/1:void',
      '6/1:won',
      '7/1:void',
      '8/1:won',
    ]),
  'CO-01': () => {
    const sold = new Map([[0, { win: rational(live[0]!.den, live[0]!.num) }]]);
    return major(fairValue(openSingle('10', '5/1'), sold));
  },
  'CO-03': () => {
    const chances = new Map([[0, { win: proportionalChances(live)[0]! }]]);
    const offer = cashOutOffer(openSingle('10', '5/1'), chances, { marginBasisPoints: 500 });
    if (!offer.available) return offer.reason;
    expect(offer.offerMinor).toBe(2432n);
    return major(offer.exact);
  },
  'CO-05': () => {
    const { after, paidMinor } = cashOut(NOTHING_CASHED, rational(1, 2), pounds('28'));
    expect(paidMinor).toBe(pounds('14'));
    return major(remainingReturn(settle(slip('single', '20', ['2.50:won'])).return, after));
  },
  'CO-07': () => {
    const rule = { targetMinor: pounds('100') };
    expect(autoCashOut(rule, pounds('80'))).toBeNull();
    return major(rational(autoCashOut(rule, pounds('120'))!));
  },
  'CO-09': () => {
    const chances = new Map([[0, { win: rational(40, 100), halfWin: rational(25, 100) }]]);
    return major(fairValue(openSingle('10', '2.05'), chances));
  },
  'LM-01': () => {
    const risk: Rational = maxRisk(rational(250), parseOdds('1.819'));
    expect(roundToWhole(risk, 'down')).toBe(305n);
    return formatRational(risk);
  },
  'BN-01': () => returned('single', '20', ['4.00:won'], { freeBet: 'snr' }),
  'BN-03': () => {
    const legs = ['3.00:won', '4.0:lost', '5.0:lost', '6.0:lost'];
    return major(settle(slip('lucky15', '5', legs, { luckyBonus: true })).bonus);
  },
  'BN-05': () => {
    const legs = ['2.0:won', '2.0:won', '2.0:won', '17/27:won'];
    const luckyBonus = { oneWinnerMultiple: 3, allWinnersPercent: '5' };
    const bet = settle(slip('lucky15', '1', legs, { luckyBonus }));
    expect(major(bet.lineReturns)).toBe('70');
    return major(bet.bonus);
  },
  'BN-07': () => {
    const bet = settle(slip('double', '1', ['4.0:won:sp=6.0:bog', '2.0:won']));
    expect([major(bet.lineReturns), bet.topUpMinor]).toEqual(['8', pounds('4')]);
    return major(bet.return);
  },
  'BB-01': () =>
    builder('4.50', 'DIVIDE_OUT', [
      ['2.0', 'void'],
      ['1.5', 'won'],
      ['1.8', 'won'],
    ]),
  'BB-03': () =>
    builder('13.5', 'DIVIDE_OUT', [
      ['1.5', 'won'],
      ['1.8', 'void'],
      ['2.0', 'void'],
      ['2.5', 'won'],
    ]),
  'UF-01': () =>
    returnOf({ ...openSingle('10', '2.0'), legs: [fed({ result: 1, voidFactor: 0.5 })] }),
  'UF-03': () =>
    returnOf({ ...openSingle('10', '2.0'), legs: [fed({ result: 0, voidFactor: 1 })] }),
};

function fed(feed: Parameters<typeof legResultFromFeed>[0]) {
  return leg('2.0', legResultFromFeed(feed));
}

function exchangeEachWay(result: 'won' | 'lost'): string {
  const odds = parseOdds('10.0');
  return major(exchangeEachWayProfit({ stakeMinor: pounds('2'), odds, divisor: 5, result }));
}

describe.skipIf(!existsSync(file))('worked cases', () => {
  const cases: WorkedCase[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];

  test('every case of the data has a call here', () => {
    expect(Object.keys(CASES).sort()).toEqual(cases.map(({ id }) => id).sort());
    expect(cases).toHaveLength(66);
  });

  test.each(cases.map(({ id, input, expected_exact }) => [id, input, expected_exact]))(
    '%s: %s',
    (id, _input, expected) => {
      expect(CASES[id]?.()).toBe(expected);
    },
  );
});
