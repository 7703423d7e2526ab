import { describe, expect, test } from 'vitest';
import {
  anyToComeReturn,
  attempt,
  type Dividend,
  type ForecastType,
  forecastOrders,
  formatRational,
  money,
  parseRational,
  rational,
  settleForecast,
  settleUpAndDown,
} from '../src/index.ts';
import { leg } from './slips.ts';

function codeOf(run: () => unknown): string {
  const outcome = attempt(run);
  return outcome.ok ? 'ok' : outcome.error.code;
}

describe('forecast and tricast', () => {
  const stakePerLine = money(200n, 'GBP');
  const pays = (order: string[], perUnit: string, shared?: number): Dividend => ({
    order,
    perUnit: parseRational(perUnit),
    ...(shared === undefined ? {} : { shared }),
  });
  const bet = (
    type: ForecastType,
    runners: string[],
    dividends: Dividend[],
    nonRunners?: string[],
  ) =>
    settleForecast({ type, runners, stakePerLine, dividends, ...(nonRunners && { nonRunners }) });

  test.each([
    ['forecast', 2, 1],
    ['reverse-forecast', 2, 2],
    ['combination-forecast', 4, 12],
    ['tricast', 3, 1],
    ['combination-tricast', 3, 6],
    ['combination-tricast', 5, 60],
  ] as const)('a %s of %i runners has %i lines', (type, runners, lines) => {
    const names = ['a', 'b', 'c', 'd', 'e'].slice(0, runners);
    const orders = forecastOrders(type, names);
    expect(orders).toHaveLength(lines);
    expect(new Set(orders.map(String)).size).toBe(lines);
  });

  test('the dividend decides', () => {
    const dividends = [pays(['a', 'b'], '23.4')];
    expect(bet('forecast', ['a', 'b'], dividends).payoutMinor).toBe(4_680n);
    expect(bet('forecast', ['b', 'a'], dividends).payoutMinor).toBe(0n);
    const reverse = bet('reverse-forecast', ['b', 'a'], dividends);
    expect(reverse).toMatchObject({ stakeMinor: 400n, payoutMinor: 4_680n });
    expect(reverse.lines.map(({ outcome }) => outcome)).toEqual(['lost', 'won']);
    expect(
      bet('combination-tricast', ['c', 'a', 'b'], [pays(['a', 'b', 'c'], '100')]).payoutMinor,
    ).toBe(20_000n);
  });

  test('a dead heat declares several dividends or divides one', () => {
    const both = [pays(['a', 'b'], '10'), pays(['b', 'a'], '12')];
    expect(bet('reverse-forecast', ['a', 'b'], both).payoutMinor).toBe(4_400n);
    expect(bet('forecast', ['a', 'b'], [pays(['a', 'b'], '10', 3)]).payoutMinor).toBe(666n);
  });

  test('a line with a non-runner is refunded', () => {
    const settled = bet('combination-forecast', ['a', 'b', 'c'], [pays(['a', 'b'], '10')], ['c']);
    expect(settled.lines.filter(({ outcome }) => outcome === 'void')).toHaveLength(4);
    expect(formatRational(settled.return)).toBe('2800');
  });

  test('refusals', () => {
    expect(codeOf(() => bet('forecast', ['a'], []))).toBe('LEG_COUNT_INVALID');
    expect(codeOf(() => bet('reverse-forecast', ['a', 'b', 'c'], []))).toBe('LEG_COUNT_INVALID');
    expect(codeOf(() => bet('combination-tricast', ['a', 'b'], []))).toBe('LEG_COUNT_INVALID');
    const many = Array.from({ length: 21 }, (_, index) => `${index}`);
    expect(codeOf(() => bet('combination-forecast', many, []))).toBe('LEG_COUNT_INVALID');
    expect(bet('combination-forecast', many.slice(1), []).lines).toHaveLength(380);
    expect(codeOf(() => bet('forecast', ['a', 'a'], []))).toBe('RELATED_LEGS');
    for (const dividend of [
      pays(['a'], '10'),
      pays(['a', 'b'], '-1'),
      pays(['a', 'b'], '10', 0),
      pays(['a', 'b'], '10', 1.5),
    ]) {
      expect(codeOf(() => bet('forecast', ['a', 'b'], [dividend]))).toBe('DIVIDEND_INVALID');
    }
    expect(bet('forecast', ['a', 'b'], [pays(['a', 'b'], '0')]).payoutMinor).toBe(0n);
    const least = {
      type: 'forecast',
      runners: ['a', 'b'],
      stakePerLine: money(1n, 'GBP'),
    } as const;
    expect(settleForecast({ ...least, dividends: [pays(['a', 'b'], '3')] }).payoutMinor).toBe(3n);
    const free = { type: 'forecast', runners: ['a', 'b'], dividends: [] } as const;
    expect(codeOf(() => settleForecast({ ...free, stakePerLine: money(0n, 'GBP') }))).toBe(
      'STAKE_INVALID',
    );
  });

  test('rounds once, by the named mode', () => {
    const dividends = [pays(['a', 'b'], '1.005')];
    const settled = settleForecast({
      type: 'forecast',
      runners: ['a', 'b'],
      stakePerLine: money(100n, 'GBP'),
      dividends,
      rounding: 'up',
    });
    expect(settled.payoutMinor).toBe(101n);
  });
});

describe('any to come', () => {
  const chain = (...steps: [string, number][]) =>
    formatRational(
      anyToComeReturn(
        steps.map(([text, stake]) => ({ leg: leg(text), stakeMinor: BigInt(stake) })),
      ),
    );

  test.each([
    ['3.0:won', 100, '2.0:won', 100, '400'],
    ['3.0:won', 100, '2.0:lost', 100, '200'],
    ['3.0:lost', 100, '2.0:won', 100, '0'],
    ['1.5:won', 100, '2.0:won', 200, '300'],
    ['3.0:void', 100, '2.0:won', 100, '200'],
    ['3.0:won', 100, '2.0:open', 100, '200'],
    ['3.0:won:sp=9.0:bog:r4=5', 100, '2.0:lost', 100, '190'],
  ] as const)('%s for %i, then %s for %i: %s', (first, stake, second, next, expected) => {
    expect(chain([first, stake], [second, next])).toBe(expected);
  });

  test('refusals', () => {
    expect(codeOf(() => anyToComeReturn([]))).toBe('LEGS_EMPTY');
    expect(codeOf(() => chain(['2.0:won', 0]))).toBe('STAKE_INVALID');
    expect(codeOf(() => chain(['2.0:won', 1], ['2.0:won', -1]))).toBe('STAKE_INVALID');
    expect(codeOf(() => chain(['2.0:won:dh=2/2', 1]))).toBe('DEAD_HEAT_INVALID');
  });
});

describe('up and down', () => {
  const bet = (first: string, second: string, stakesAbout: 'single' | 'double') =>
    settleUpAndDown({ legs: [leg(first), leg(second)], stake: money(100n, 'GBP'), stakesAbout });

  test('single stakes about', () => {
    expect(bet('3.0:won', '4.0:won', 'single')).toMatchObject({
      stakeMinor: 200n,
      payoutMinor: 1_200n,
    });
    expect(bet('3.0:won', '4.0:lost', 'single').payoutMinor).toBe(200n);
    expect(bet('3.0:lost', '4.0:lost', 'single').payoutMinor).toBe(0n);
    expect(bet('3.0:won', '4.0:won', 'single').returns).toEqual([rational(600), rational(600)]);
  });

  test('double stakes about', () => {
    expect(bet('3.0:won', '4.0:won', 'double').payoutMinor).toBe(900n + 800n);
    expect(bet('1.5:won', '4.0:won', 'double').payoutMinor).toBe(600n + 500n);
  });

  test('rounds once', () => {
    expect(bet('1/3:won', '1/3:lost', 'single').payoutMinor).toBe(33n);
  });
});
