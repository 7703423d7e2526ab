import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { type CalcOptions, calcTable } from './calc.ts';
import { CALC_HELP } from './calc-help.ts';

function winnex(args: readonly string[], input = '') {
  const run = spawnSync(
    process.execPath,
    [new URL('../main.ts', import.meta.url).pathname, ...args],
    { input, encoding: 'utf8' },
  );
  return { ...run, lines: run.stdout.split('\n').slice(0, -1) };
}

function refusal(options: CalcOptions): string {
  try {
    return calcTable(options);
  } catch (error) {
    return (error as Error).message;
  }
}

test('a slip as a table', () => {
  const leg = ['4/1:won', '11/4:void', '2.5:lost'];
  expect(calcTable({ type: 'patent', stake: '0.50', leg }).split('\n')).toEqual([
    'leg  price  result  part   pays  why',
    '  1    4/1  won     whole    x5  won at 4/1',
    '  2   11/4  void    whole    x1  void at 11/4; all of the stake is refunded',
    '  3   2.50  lost    whole    x0  lost at 2.50',
    '',
    'legs   part   stake  pays  return',
    '1      whole   0.50    x5    2.50',
    '2      whole   0.50    x1    0.50',
    '3      whole   0.50    x0    0.00',
    '1 2    whole   0.50    x5    2.50',
    '1 3    whole   0.50    x0    0.00',
    '2 3    whole   0.50    x0    0.00',
    '1 2 3  whole   0.50    x0    0.00',
    '',
    'state           PART_WON',
    'stake           3.50 GBP',
    '7 lines return  5.50',
    'payout          5.50 GBP',
  ]);
});

test.each<[string, CalcOptions, string]>([
  ['one leg is a single of 1.00', { leg: ['3.0:won'] }, 'payout          3.00 GBP'],
  ['more legs are an accumulator', { leg: ['3.0:won', '2.0:won'] }, 'payout          6.00 GBP'],
  ['sizes make a system', { leg: ['3.0:won', '2.0:won'], sizes: '1' }, '2 lines return  5.00'],
  [
    'a total, another currency',
    { leg: ['3.0:won', '2.0:won'], sizes: '1', total: '100', currency: 'JPY' },
    'payout          250 JPY',
  ],
  [
    'each way',
    { leg: ['5.0:placed:places=3@1/4'], eachWay: true, stake: '10' },
    'payout          20.00 GBP',
  ],
  [
    'each way, equally divided',
    { leg: ['5.0:won:places=3@1/4'], eachWay: 'equally-divided' },
    '1     each-way   2.00  x3.5    7.00',
  ],
  ['boost', { leg: ['3.0:won'], boost: '10' }, 'bonus           0.20'],
  ['boost by legs', { leg: ['3.0:won', '2.0:won'], boost: '2=10,3=20' }, 'bonus           0.50'],
  ['free bet', { leg: ['3.0:won'], freeBet: 'snr' }, 'free-bet stake not returned  -1.00'],
  ['cap', { leg: ['3.0:won'], cap: '2.50' }, 'payout cap      -0.50'],
  [
    'best odds and their cap',
    { leg: ['3.0:won:sp=4.0:bog'], bestOddsCap: '0.30' },
    'best odds guaranteed  0.30',
  ],
  ['5p waived', { leg: ['3.0:won:r4=5'], waiveFivePence: true }, 'payout          3.00 GBP'],
  ['rounding', { leg: ['1.3333:won'], rounding: 'up' }, 'payout          1.34 GBP'],
  [
    'lucky bonus',
    { type: 'lucky15', luckyBonus: true, leg: ['3.0:won', '2.0:lost', '2.0:lost', '2.0:lost'] },
    'bonus            4.00',
  ],
  ['an open bet', { leg: ['3.0'] }, 'most it can return  3.00'],
])('%s', (_name, options, expected) => {
  expect(calcTable(options)).toContain(expected);
});

test.each<[CalcOptions, string]>([
  [{}, 'Name the legs: winnex calc --stake 2.00 --leg 4/1:won'],
  [{ leg: ['2.0'], stake: '1', total: '2' }, 'Give --stake for each line or --total, not both.'],
  [{ leg: ['2.0', 'x'] }, '--leg x: a price looks like "5.0", "4/1" or "+400"'],
  [{ leg: ['2.0', '3.0:banker=1'] }, '--leg 3.0:banker=1: "banker" takes no value'],
  [{ leg: ['2.0'], stake: '1.005' }, '--stake: GBP has at most 2 decimals'],
  [{ leg: ['2.0'], total: '0' }, '--total: a stake is above 0'],
  [{ leg: ['2.0'], eachWay: 'x' }, '--each-way: expected one of win-to-win, equally-divided'],
  [{ leg: ['2.0'], boost: '1=x' }, '--boost: a percentage looks like "10" or "2.5"'],
  [{ leg: ['2.0'], type: 'double' }, '--leg: a double has exactly 2 legs'],
  [{ leg: ['2.0'], sizes: 'x' }, '--sizes: a size is a whole number from 1'],
  [{ leg: ['2.0'], currency: 'XYZ' }, '--currency: "XYZ" is not a known currency'],
])('refused: %j', (options, message) => {
  expect(refusal(options)).toBe(message);
});

test('a table and its reasons fit 80 columns; so does the help', () => {
  const leg = ['2.0:won:r4=25,10:dh=1/2', '16/1:placed:places=4@1/4:dh=3/2', '3.0:half-won'];
  const table = calcTable({ leg: leg.map((each) => `${each}:sp=9/1`), type: 'treble' });
  for (const line of [...table.split('\n'), ...CALC_HELP.split('\n')]) {
    expect(line.length).toBeLessThanOrEqual(80);
  }
});

test('slips as lines: each is answered in its place, bad ones with an error', () => {
  const slip = (id: string) =>
    `{"id":"${id}","type":"single","stakePerLine":"1","legs":[{"odds":"2.0","result":"won"}]}`;
  const input = [
    `\ufeff${slip('a')}\r`,
    '',
    '{"id":"b","type":"single","stakePerLine":"1","legs":[]}',
    'x'.repeat(300_000),
    '\u0000\u0001binary',
    '{"id":"c","__proto__":{"type":"single"}}',
    slip('d'),
  ].join('\n');
  const { status, stderr, lines } = winnex(['calc', '--ndjson'], input);
  expect([status, stderr]).toEqual([0, '']);
  const answers = lines.map((line) => JSON.parse(line));
  expect(answers.map(({ id, payout, error }) => [id, payout ?? error.code])).toEqual([
    ['a', '2.00'],
    ['b', 'LEGS_EMPTY'],
    [null, 'TEXT_TOO_LONG'],
    [null, 'JSON_INVALID'],
    ['c', 'FIELD_UNKNOWN'],
    ['d', '2.00'],
  ]);
  expect(answers[1].error).toEqual({
    code: 'LEGS_EMPTY',
    message: 'a slip has a leg at least',
    path: 'legs',
  });
});

test('help, schema and refusals from the shell', () => {
  expect(winnex(['calc', '--help']).stdout).toContain(CALC_HELP);
  expect(JSON.parse(winnex(['calc', '--schema', 'result']).stdout).title).toBe('SlipResult');
  const refused = winnex(['calc', '--leg', 'x']);
  expect([refused.status, refused.stdout]).toEqual([2, '']);
  expect(refused.stderr).toMatch(/^winnex: --leg x: a price looks like/);
  expect(winnex(['calc', '--nothing']).status).toBe(2);
});
