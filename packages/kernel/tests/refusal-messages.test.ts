import { describe, expect, test } from 'vitest';
import {
  anyToComeReturn,
  deadHeatFactor,
  exchangeEachWayProfit,
  explain,
  gradeHandicap,
  legResultFromFeed,
  parseLine,
  parseOdds,
  settleBuilder,
  settleForecast,
  settleUpAndDown,
  totalDeduction,
} from '../src/index.ts';
import { leg, pounds, slip } from './slips.ts';

describe('refusals say what is wrong and where', () => {
  const runners = ['a', 'b'];
  const stakePerLine = { minor: pounds('1'), currency: 'GBP' };
  const forecast = { type: 'forecast', runners, stakePerLine, dividends: [] } as const;
  const perUnit = { num: 5n, den: 1n };
  const dividend = (extra: object) => ({
    ...forecast,
    dividends: [{ order: runners, perUnit, ...extra }],
  });
  const upAndDown = (minor: bigint, ...legs: ReturnType<typeof leg>[]) => ({
    legs: legs as never,
    stake: { minor, currency: 'GBP' },
    stakesAbout: 'single' as const,
  });
  const dividendMessage = 'a dividend names 2 runners, an amount and how many orders share it';
  const part = (result: 'won' | 'void') => ({ odds: parseOdds('2.0'), result });
  const recalculate = leg('12.0', {
    builder: { parts: [part('won'), part('void')], voidPolicy: 'DIVIDE_OUT' },
  });

  test.each<[string, () => unknown, string, string, string]>([
    [
      'stake of a forecast',
      () => settleForecast({ ...forecast, stakePerLine: { minor: 0n, currency: 'GBP' } }),
      'STAKE_INVALID',
      'a stake is above 0',
      'stakePerLine',
    ],
    [
      'runners of a forecast',
      () => settleForecast({ ...forecast, runners: ['a'] }),
      'LEG_COUNT_INVALID',
      'a forecast names 2 runners',
      'runners',
    ],
    [
      'runners of a combination',
      () => settleForecast({ ...forecast, type: 'combination-tricast' }),
      'LEG_COUNT_INVALID',
      'a combination-tricast names 3 to 20 runners',
      'runners',
    ],
    [
      'a runner twice',
      () => settleForecast({ ...forecast, runners: ['a', 'a'] }),
      'RELATED_LEGS',
      'a runner is named twice',
      'runners',
    ],
    ...[
      { order: ['a'] },
      { perUnit: { num: -1n, den: 1n } },
      { perUnit: { num: 1n, den: 0n } },
      { shared: 0 },
      { shared: 1.5 },
    ].map((extra, index): [string, () => unknown, string, string, string] => [
      `dividend ${index}`,
      () => settleForecast(dividend(extra)),
      'DIVIDEND_INVALID',
      dividendMessage,
      'dividends',
    ]),
    [
      'an exchange divisor',
      () =>
        exchangeEachWayProfit({
          stakeMinor: 1n,
          odds: parseOdds('2.0'),
          divisor: 21,
          result: 'won',
        }),
      'PLACES_INVALID',
      'an each-way divisor is 1 to 20',
      'divisor',
    ],
    [
      'a stake up and down',
      () => settleUpAndDown(upAndDown(0n, leg('2.0'), leg('2.0'))),
      'STAKE_INVALID',
      'a stake is above 0',
      'steps[0].stakeMinor',
    ],
    ['no step', () => anyToComeReturn([]), 'LEGS_EMPTY', 'a bet has a leg at least', 'steps'],
    [
      'a line',
      () => parseLine('0.3'),
      'HANDICAP_INVALID',
      'a line is a multiple of 0.25, such as -0.75',
      '',
    ],
    [
      'a margin',
      () => gradeHandicap('home', 0, { home: 0.5, away: 0 }),
      'HANDICAP_INVALID',
      'a margin is a whole number',
      '',
    ],
    [
      'quarters',
      () => gradeHandicap('home', 0.5, { home: 0, away: 0 }),
      'HANDICAP_INVALID',
      'a line in quarters is a whole number',
      '',
    ],
    [
      'a recalculated price',
      () =>
        settleBuilder({
          ...recalculate,
          builder: { ...recalculate.builder!, voidPolicy: 'RECALCULATE' },
        }),
      'BUILDER_INVALID',
      'RECALCULATE needs the price of the parts that stand',
      'builder.recalculated',
    ],
    [
      'a dead heat',
      () => deadHeatFactor(1, 0, 1),
      'DEAD_HEAT_INVALID',
      'position, runners tied and places are whole numbers from 1',
      '',
    ],
    [
      'a dead heat of a loser',
      () => legResultFromFeed({ result: 0, deadHeatFactor: '0.5' }),
      'DEAD_HEAT_INVALID',
      'only a won outcome is in a dead heat',
      '',
    ],
    ...['10.5', 'x0.5', '0', '1.5'].map(
      (deadHeatFactor): [string, () => unknown, string, string, string] => [
        `a share of ${deadHeatFactor}`,
        () => legResultFromFeed({ result: 1, deadHeatFactor }),
        'DEAD_HEAT_INVALID',
        'a dead-heat factor is above 0 and at most 1',
        '',
      ],
    ),
    [
      'a deduction',
      () => totalDeduction([91]),
      'RULE4_INVALID',
      'a Rule 4 deduction is a whole number of pence from 0 to 90',
      '',
    ],
    [
      'too many lines',
      () => explain(slip('system', '1', Array(20).fill('2.0:won'), { sizes: [10] })),
      'LINES_TOO_MANY',
      'an explanation lists at most 2000 lines',
      'legs',
    ],
  ])('%s', (_name, run, code, message, path) => {
    expect(run).toThrowError(expect.objectContaining({ code, message, path }));
  });
});
