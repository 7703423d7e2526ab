import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../server/src/platform/database/testing/test-database.ts';
import { runProgram } from './testing/program.ts';

const data = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const england = join(data, 'football-data/england');
const season = join(england, '2017-2018-Premier.csv');

let database: TestDatabase;
let env: { readonly DATABASE_URL: string };

beforeEach(async () => {
  database = await createTestDatabase();
  env = { DATABASE_URL: database.url };
});
afterEach(() => database.drop());

/** What 10.00 on every home side would have brought, from the file alone, in cents. */
function homeBacker(csv: string): { bets: number; stakedMinor: bigint; returnedMinor: bigint } {
  const [header = '', ...lines] = csv.split(/\r?\n/).filter((line) => line.trim() !== '');
  const column = (name: string) => header.split(',').indexOf(name);
  const [price, result] = [column('B365H'), column('FTR')];
  const returns = lines.map((line) => {
    const cells = line.split(',');
    const [whole = '', decimals = ''] = (cells[price] ?? '').split('.');
    // Stakes of 1,000 cents at hundredths of odds: exact, no rounding.
    const hundredths = BigInt(whole) * 100n + BigInt(decimals.padEnd(2, '0'));
    return cells[result] === 'H' ? 10n * hundredths : 0n;
  });
  return {
    bets: returns.length,
    stakedMinor: 1_000n * BigInt(returns.length),
    returnedMinor: returns.reduce((sum, each) => sum + each, 0n),
  };
}

const euros = (minor: bigint): string => {
  const cents = (minor < 0n ? -minor : minor).toString().padStart(3, '0');
  return `${minor < 0n ? '-' : ''}${cents.slice(0, -2)}.${cents.slice(-2)} EUR`;
};

async function expectSoundBooks(): Promise<void> {
  const audit = await runProgram(['audit', '--json'], { env });
  expect(JSON.parse(audit.stdout)).toMatchObject({ ok: true });
  expect(audit).toMatchObject({ code: 0, stderr: '' });
}

describe.skipIf(!existsSync(data))('replay of recordings', () => {
  test('backing every home side costs what the season itself says', async () => {
    const args = ['replay', 'football-data', season, '--back', 'home', '--stake', '10.00'];
    const { code, stdout, stderr } = await runProgram(args, { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { bets, stakedMinor, returnedMinor } = homeBacker(readFileSync(season, 'latin1'));
    expect(bets).toBe(380);
    const said = stdout.slice(stdout.indexOf('Backed ')).replace(/ +/g, ' ');
    expect(said).toBe(
      [
        `Backed home ${bets} times:`,
        ` staked ${euros(stakedMinor)}`,
        ` returned ${euros(returnedMinor)}`,
        ` result ${euros(returnedMinor - stakedMinor)}`,
        '',
      ].join('\n'),
    );
    await expectSoundBooks();
    // And the ledger agrees with what was said.
    const ledger = await database.pool.query<{ placed: bigint; paid: bigint }>(
      'select sum(stake_minor)::bigint as placed, sum(paid_minor)::bigint as paid from betting.bet',
    );
    expect(ledger.rows).toEqual([{ placed: stakedMinor, paid: returnedMinor }]);
  }, 60_000);

  test('all seasons go in, row by row', async () => {
    const files = readdirSync(england).filter((name) => name.endsWith('.csv'));
    expect(files).toHaveLength(25);
    const args = ['replay', 'football-data', ...files.map((name) => join(england, name))];
    const { code, stdout, stderr } = await runProgram(args, { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const table = stdout.split('\n').map((line) => line.trim().split(/\s{2,}/));
    const counts = (name: string) =>
      table
        .find(([first]) => first === name)!
        .slice(1)
        .map(Number);
    const rejected = /\nRejected:\n((?: {2}.+\n)+)/.exec(stdout)?.[1]?.trim().split('\n') ?? [];
    for (const name of files) {
      const [rows, ingested, refused] = counts(name);
      expect([name, rows]).toEqual([name, linesIn(join(england, name))]);
      expect(rows).toBe(ingested! + refused!);
      expect(rejected.filter((line) => line.trim().startsWith(`${name}:`))).toHaveLength(refused!);
    }
    const [rows, ingested, refused] = counts('all files');
    expect(rows).toBe(ingested! + refused!);
    expect(rejected).toHaveLength(refused!);
    expect(rejected.filter((line) => !/^ *\S+\.csv:\d+: ./.test(line))).toEqual([]);
    const fixtures = await database.pool.query('select count(*) as count from odds.fixture');
    expect(fixtures.rows).toEqual([{ count: BigInt(ingested!) }]);
  }, 120_000);

  test('Unified Odds Feed messages', async () => {
    const folder = join(data, 'uof');
    const { code, stdout, stderr } = await runProgram(['replay', 'uof', folder], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const files = readdirSync(folder).filter((name) => name.endsWith('.xml'));
    expect(stdout).toMatch(/^rejected +0$/m);
    expect(stdout).toMatch(new RegExp(`^all files +${files.length}$`, 'm'));
    await expectSoundBooks();
  });
});

/** Lines after the header that are not empty. */
const linesIn = (file: string): number =>
  readFileSync(file, 'latin1')
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line.trim() !== '').length;
