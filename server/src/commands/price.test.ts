import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { type PriceOptions, priceTable } from './price.ts';
import { MAX_MARKET_TEXT, MAX_OUTCOMES, priceLine } from './price-line.ts';

const ajv = new Ajv2020({ allErrors: true, strict: false });
const isMarket = ajv.compile(schema('price-market'));
const isResult = ajv.compile(schema('price-result'));

function schema(name: string) {
  const file = import.meta.resolve(`@winnex/kernel/schemas/${name}.schema.json`);
  return JSON.parse(readFileSync(new URL(file), 'utf8'));
}

function refusal(options: PriceOptions): string {
  try {
    return priceTable(options);
  } catch (error) {
    return (error as Error).message;
  }
}

test('a market as a table', () => {
  // Probabilities that the R package `implied` gives for these prices.
  expect(priceTable({ odds: '2.6, 2.4,4.3', method: 'shin' }).split('\n')).toEqual([
    'odds  quoted    fair      fair odds',
    '────  ────────  ────────  ─────────',
    '2.60  38.4615%  37.2994%  2.681',
    '2.40  41.6667%  40.4779%  2.4705',
    '4.30  23.2558%  22.2227%  4.4999',
    '',
    'method shin, overround 3.3840%',
  ]);
  expect(priceTable({ odds: '1/2,11/4,6/1' })).toMatch(/^1\/2 {3}66.6667%.*\n11\/4 /m);
});

test.each<[PriceOptions, string]>([
  [{}, 'Name the odds: winnex price --odds 2.6,2.4,4.3 --method shin'],
  [{ odds: '2.6' }, 'a market has two outcomes or more'],
  [{ odds: '2.6,x' }, '--odds x: a price looks like "5.0", "4/1" or "+400"'],
  [{ odds: '2.6,1.0' }, '--odds 1.0: a price is above 1: it returns more than the stake'],
  [
    { odds: '2,2', winners: 'x' },
    '--winners: winners are counted from 1 and are fewer than the outcomes',
  ],
  [
    { odds: '2,2', winners: '2' },
    '--winners: winners are counted from 1 and are fewer than the outcomes',
  ],
])('refused: %j', (options, message) => {
  expect(refusal(options)).toBe(message);
});

describe('markets as lines', () => {
  const market = { id: 'm', odds: ['2.6', '2.4', '4.3'] };

  test.each<[object, number[]]>([
    [{ ...market, method: 'shin' }, [0.372994, 0.404779, 0.222227]],
    [{ ...market, method: 'power' }, [0.372984, 0.405107, 0.221908]],
    [{ odds: ['1.25', '1.25', '2/3'], winners: 2 }, [0.727273, 0.727273, 0.545455]],
  ])('%j', (sent, probabilities) => {
    expect(isMarket(sent)).toBe(true);
    const answer = JSON.parse(priceLine(JSON.stringify(sent)));
    expect(isResult(answer), ajv.errorsText(isResult.errors)).toBe(true);
    expect(answer.probabilities.map((p: number) => Number(p.toFixed(6)))).toEqual(probabilities);
    expect(answer.id).toBe('id' in sent ? 'm' : null);
  });

  test.each<[unknown, string, string]>([
    [null, 'FIELD_INVALID', ''],
    [[], 'FIELD_INVALID', ''],
    [{}, 'FIELD_MISSING', 'odds'],
    [{ ...market, extra: 1 }, 'FIELD_UNKNOWN', ''],
    [{ ...market, id: 1.5 }, 'FIELD_INVALID', 'id'],
    [{ ...market, id: '' }, 'FIELD_INVALID', 'id'],
    [{ ...market, odds: '2.6' }, 'FIELD_INVALID', 'odds'],
    [{ ...market, odds: [2.6, 2.4] }, 'FIELD_INVALID', 'odds'],
    [{ ...market, odds: ['2.6'] }, 'MARKET_INVALID', 'odds'],
    [{ ...market, odds: Array(MAX_OUTCOMES + 1).fill('900') }, 'MARKET_INVALID', 'odds'],
    [{ ...market, odds: ['2.6', 'NaN'] }, 'ODDS_INVALID', 'odds[1]'],
    [{ ...market, odds: ['2.6', '2.00001'] }, 'ODDS_TOO_PRECISE', 'odds[1]'],
    [{ ...market, method: 1 }, 'FIELD_INVALID', 'method'],
    [{ ...market, method: 'toString' }, 'FIELD_INVALID', 'method'],
    [{ ...market, winners: '1' }, 'FIELD_INVALID', 'winners'],
    [{ ...market, winners: 0 }, 'MARKET_INVALID', 'winners'],
    [{ ...market, winners: 1.5 }, 'MARKET_INVALID', 'winners'],
  ])('bad: %j', (sent, code, path) => {
    expect(isMarket(sent)).toBe(false);
    const answer = JSON.parse(priceLine(JSON.stringify(sent)));
    expect(isResult(answer), ajv.errorsText(isResult.errors)).toBe(true);
    expect(answer.error).toMatchObject({ code, path });
  });

  test('no answer by this method, no JSON, too long', () => {
    const code = (text: string) => JSON.parse(priceLine(text)).error.code;
    expect(code('{"odds":["3","3","4"],"method":"shin"}')).toBe('MARGIN_INVALID');
    expect(code('{"odds":["1.01","15","1000"],"method":"additive"}')).toBe('MARGIN_INVALID');
    expect(code('{')).toBe('JSON_INVALID');
    expect(code(' '.repeat(MAX_MARKET_TEXT + 1))).toBe('TEXT_TOO_LONG');
  });
});
