import { describe, expect, test } from 'vitest';
import {
  addMoney,
  attempt,
  compareMoney,
  compareOdds,
  currencyDecimals,
  divideRounded,
  EXCHANGE_LADDER,
  formatMoney,
  formatOdds,
  formatRational,
  fromEstimate,
  greatest,
  HUNDREDTHS_LADDER,
  knownCurrencies,
  least,
  minorToMajor,
  money,
  nearestStandardFraction,
  ODDS_FORMATS,
  oddsFromFraction,
  oddsFromScaled,
  oddsFromStored,
  oddsFromWinnings,
  parseMoney,
  parseOdds,
  parseRational,
  rational,
  readShownOdds,
  roundDownToFraction,
  roundDownToLadder,
  STANDARD_FRACTIONS,
  sameOdds,
  stepOnLadder,
  subtractMoney,
  toDecimalText,
} from '../src/index.ts';

function codeOf(run: () => unknown): string {
  const outcome = attempt(run);
  return outcome.ok ? 'ok' : outcome.error.code;
}

describe('money', () => {
  test.each([
    ['10', 'EUR', 1_000n, '10.00'],
    ['10.5', 'GBP', 1_050n, '10.50'],
    ['-0.25', 'USD', -25n, '-0.25'],
    ['1500', 'JPY', 1_500n, '1500'],
    ['1.234', 'KWD', 1_234n, '1.234'],
    ['0.00000001', 'BTC', 1n, '0.00000001'],
    ['-0.05', 'EUR', -5n, '-0.05'],
  ])('%s %s is %s minor units', (text, currency, minor, shown) => {
    const amount = parseMoney(text, currency);
    expect(amount).toEqual({ minor, currency });
    expect(formatMoney(amount)).toBe(shown);
  });

  test.each([
    ['1.001', 'EUR', 'MONEY_TOO_PRECISE'],
    ['1.0', 'JPY', 'MONEY_TOO_PRECISE'],
    ['1.', 'EUR', 'MONEY_INVALID'],
    ['', 'EUR', 'MONEY_INVALID'],
    ['NaN', 'EUR', 'MONEY_INVALID'],
    ['1e3', 'EUR', 'MONEY_INVALID'],
    [' 1', 'EUR', 'MONEY_INVALID'],
    ['9'.repeat(19), 'EUR', 'MONEY_INVALID'],
    [`-${'9'.repeat(19)}`, 'EUR', 'MONEY_INVALID'],
    ['0'.repeat(41), 'EUR', 'MONEY_INVALID'],
    ['1', 'XXX', 'CURRENCY_UNKNOWN'],
    ['1', '__proto__', 'CURRENCY_UNKNOWN'],
  ])('%j %s is refused: %s', (text, currency, code) => {
    expect(codeOf(() => parseMoney(text, currency))).toBe(code);
  });

  test('the largest amount is taken', () => {
    expect(parseMoney('10000000000000000', 'EUR').minor).toBe(10n ** 18n);
    expect(codeOf(() => parseMoney('10000000000000000.01', 'EUR'))).toBe('MONEY_INVALID');
  });

  test('arithmetic stays within a currency', () => {
    const five = money(500n, 'EUR');
    const two = money(200n, 'EUR');
    expect(addMoney(five, two).minor).toBe(700n);
    expect(subtractMoney(two, five).minor).toBe(-300n);
    expect([compareMoney(two, five), compareMoney(five, two), compareMoney(two, two)]).toEqual([
      -1, 1, 0,
    ]);
    for (const run of [addMoney, subtractMoney, compareMoney]) {
      expect(codeOf(() => run(five, money(1n, 'GBP')))).toBe('CURRENCY_MIXED');
    }
    expect(codeOf(() => money(1n, 'eur'))).toBe('CURRENCY_UNKNOWN');
  });

  test('currencies', () => {
    expect(['JPY', 'EUR', 'KWD', 'USDT', 'BTC'].map(currencyDecimals)).toEqual([0, 2, 3, 6, 8]);
    expect(knownCurrencies()).toEqual([...new Set(knownCurrencies())].sort());
    expect(formatRational(minorToMajor(rational(1_450), 'GBP'))).toBe('29/2');
  });
});

describe('rounding', () => {
  test.each([
    ['down', [1, 1, 1, 2, -1, -1, -1]],
    ['up', [2, 2, 2, 2, -2, -2, -2]],
    ['half-up', [1, 2, 2, 2, -1, -2, -2]],
    ['half-even', [1, 2, 2, 2, -1, -2, -2]],
  ] as const)('%s', (mode, expected) => {
    const quarters = [5n, 6n, 7n, 8n, -5n, -6n, -7n];
    expect(quarters.map((num) => Number(divideRounded(num, 4n, mode)))).toEqual(expected);
  });

  test('half-even sends ties to the even unit', () => {
    expect([1n, 3n, 5n, -1n, -3n].map((num) => divideRounded(num, 2n, 'half-even'))).toEqual([
      0n,
      2n,
      2n,
      0n,
      -2n,
    ]);
    expect(divideRounded(5n, 2n, 'half-up')).toBe(3n);
  });
});

describe('rationals', () => {
  test('text both ways', () => {
    expect(
      ['29/2', '-3', '0.25', '6/4', '0/5'].map((t) => formatRational(parseRational(t))),
    ).toEqual(['29/2', '-3', '1/4', '3/2', '0']);
    for (const text of ['1/0', '1//2', '', '.5', '1'.repeat(41), '1/-2', 'NaN']) {
      expect(codeOf(() => parseRational(text))).toBe('NUMBER_INVALID');
    }
  });

  test('building', () => {
    expect(rational(1, -2)).toEqual({ num: -1n, den: 2n });
    expect(codeOf(() => rational(0.5))).toBe('NUMBER_INVALID');
    expect(codeOf(() => rational(2 ** 53))).toBe('NUMBER_INVALID');
    expect(fromEstimate(0.3333333339)).toEqual({ num: 333_333_333n, den: 1_000_000_000n });
    for (const estimate of [Number.NaN, Infinity, -9_000_001]) {
      expect(codeOf(() => fromEstimate(estimate))).toBe('NUMBER_INVALID');
    }
  });

  test('comparing and decimals', () => {
    const [third, half] = [rational(1, 3), rational(1, 2)];
    expect([least(third, half), greatest(third, half)]).toEqual([third, half]);
    expect([least(half, third), greatest(half, third)]).toEqual([third, half]);
    expect(toDecimalText(rational(-1, 3), 4, 'down')).toBe('-0.3333');
    expect(toDecimalText(rational(2, 3), 0, 'half-up')).toBe('1');
  });
});

describe('odds', () => {
  test.each([
    ['1.25', '1/4', '-400', '0.25', '-4.00', '0.25'],
    ['1.50', '1/2', '-200', '0.50', '-2.00', '0.50'],
    ['2.20', '6/5', '+120', '1.20', '+1.20', '-0.83'],
    ['2.00', '1/1', '+100', '1.00', '+1.00', '1.00'],
  ])('%s in six displays', (...shown) => {
    const odds = parseOdds(shown[0]);
    expect(ODDS_FORMATS.map((format) => formatOdds(odds, format))).toEqual(shown);
  });

  test.each([
    ['4/1', 50_000, 5, 1, '4/1'],
    ['6/4', 25_000, 5, 2, '6/4'],
    ['1/3', 13_333, 4, 3, '1/3'],
    ['evens', 20_000, 2, 1, '1/1'],
    ['EVS', 20_000, 2, 1, '1/1'],
    ['5.0', 50_000, 5, 1, null],
    ['1.0001', 10_001, 10_001, 10_000, null],
    ['+400', 50_000, 5, 1, null],
    ['-150', 16_666, 5, 3, '2/3'],
    ['-100', 20_000, 2, 1, null],
    ['1000000', 10_000_000_000, 1_000_000, 1, null],
  ])('%s is read exactly', (text, scaled, num, den, fraction) => {
    expect(parseOdds(text)).toEqual({ scaled, num, den, fraction });
  });

  test.each([
    ['malay', '-0.83', 183, 83],
    ['malay', '-0.2', 6, 1],
    ['malay', '0.25', 5, 4],
    ['indonesian', '-4.00', 5, 4],
    ['indonesian', '+1.20', 11, 5],
    ['hong-kong', '0.5', 3, 2],
  ] as const)('%s %s', (format, text, num, den) => {
    expect(parseOdds(text, format)).toMatchObject({ num, den });
  });

  test.each([
    ['1', undefined, 'ODDS_TOO_LOW'],
    ['0.5', undefined, 'ODDS_TOO_LOW'],
    ['0/1', undefined, 'ODDS_TOO_LOW'],
    ['1000000.0001', undefined, 'ODDS_TOO_HIGH'],
    ['1000000/1', undefined, 'ODDS_TOO_HIGH'],
    ['9999999999/1', undefined, 'ODDS_TOO_HIGH'],
    ['2.00001', undefined, 'ODDS_TOO_PRECISE'],
    ['1/10001', undefined, 'ODDS_TOO_PRECISE'],
    ['1/0', undefined, 'ODDS_INVALID'],
    ['NaN', undefined, 'ODDS_INVALID'],
    ['', undefined, 'ODDS_INVALID'],
    ['+99', undefined, 'ODDS_INVALID'],
    ['+-100', undefined, 'ODDS_INVALID'],
    ['4/', undefined, 'ODDS_INVALID'],
    ['ever', undefined, 'ODDS_INVALID'],
    ['2'.repeat(25), undefined, 'ODDS_INVALID'],
    ['-1.5', 'malay', 'ODDS_INVALID'],
    ['0', 'malay', 'ODDS_INVALID'],
    ['-0.5', 'indonesian', 'ODDS_INVALID'],
    ['-1', 'hong-kong', 'ODDS_INVALID'],
  ] as const)('%j (%s) is refused: %s', (text, format, code) => {
    expect(codeOf(() => parseOdds(text, format))).toBe(code);
  });

  test('built from numbers', () => {
    expect(codeOf(() => oddsFromScaled(1.5))).toBe('ODDS_INVALID');
    expect(codeOf(() => oddsFromScaled(Number.NaN))).toBe('ODDS_INVALID');
    expect(codeOf(() => oddsFromScaled(10_000))).toBe('ODDS_TOO_LOW');
    expect(codeOf(() => oddsFromFraction(-1, 2))).toBe('ODDS_INVALID');
    expect(codeOf(() => oddsFromFraction(1, 0.5))).toBe('ODDS_INVALID');
    expect(oddsFromFraction(1, 10_000).scaled).toBe(10_001);
    expect(oddsFromWinnings(1, 3).fraction).toBe('1/3');
    expect(oddsFromWinnings(3, 2).fraction).toBeNull();
  });

  test('what is stored gives the price back or is refused', () => {
    expect(oddsFromStored(13_333, '1/3')).toEqual(parseOdds('1/3'));
    expect(codeOf(() => oddsFromStored(13_334, '1/3'))).toBe('ODDS_INVALID');
    expect(codeOf(() => oddsFromStored(13_333, '1:3'))).toBe('ODDS_INVALID');
  });

  test('order and sameness look at the exact price', () => {
    const third = parseOdds('1/3');
    const cut = parseOdds('1.3333');
    expect([compareOdds(third, cut), compareOdds(cut, third), compareOdds(cut, cut)]).toEqual([
      1, -1, 0,
    ]);
    expect(compareOdds(parseOdds('3.0'), parseOdds('2.0'))).toBeGreaterThan(0);
    expect(sameOdds(parseOdds('6/4'), parseOdds('2.5'))).toBe(true);
    expect(sameOdds(third, cut)).toBe(false);
  });

  test('a shown price comes back as the stored one, a typed one as typed', () => {
    const third = parseOdds('1/3');
    expect(readShownOdds('1.3333', 'decimal', third)).toBe(third);
    expect(readShownOdds('2.5', 'decimal', parseOdds('6/4')).fraction).toBe('6/4');
    expect(readShownOdds('1.34', 'decimal', third).scaled).toBe(13_400);
  });

  test('decimals without a fraction show the nearest standard one', () => {
    expect(formatOdds(parseOdds('1.91'), 'fractional')).toBe('10/11');
    expect(formatOdds(parseOdds('1.825'), 'decimal')).toBe('1.825');
    expect(nearestStandardFraction(40, 1)).toBe('40/1');
    const prices = STANDARD_FRACTIONS.map((fraction) => parseOdds(fraction));
    expect(prices).toEqual([...prices].sort(compareOdds));
  });

  test('ladders', () => {
    const down = (text: string) => roundDownToLadder(parseOdds(text), EXCHANGE_LADDER).scaled;
    expect(
      ['1.019', '2.01', '3.04', '4.05', '6.1', '10.4', '20.9', '31', '54', '105', '2000'].map(down),
    ).toEqual([
      10_100, 20_000, 30_000, 40_000, 60_000, 100_000, 200_000, 300_000, 500_000, 1_000_000,
      10_000_000,
    ]);
    const step = (text: string, ticks: number) =>
      stepOnLadder(parseOdds(text), EXCHANGE_LADDER, ticks).scaled;
    expect([step('1.99', 1), step('1.99', 2), step('2.02', -2), step('2', 0)]).toEqual([
      20_000, 20_200, 19_900, 20_000,
    ]);
    expect([step('1.01', -3), step('1000', 3), step('990', 5)]).toEqual([
      10_100, 10_000_000, 10_000_000,
    ]);
    expect(roundDownToLadder(parseOdds('3.217'), HUNDREDTHS_LADDER).scaled).toBe(32_100);
    expect(codeOf(() => roundDownToLadder(parseOdds('1.005'), EXCHANGE_LADDER))).toBe(
      'ODDS_TOO_LOW',
    );
    expect(roundDownToFraction(parseOdds('1.92')).fraction).toBe('10/11');
    expect(roundDownToFraction(parseOdds('4/1')).fraction).toBe('4/1');
    expect(codeOf(() => roundDownToFraction(parseOdds('1.0005')))).toBe('ODDS_TOO_LOW');
  });
});
