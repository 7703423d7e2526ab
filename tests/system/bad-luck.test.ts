import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { runProgram, temporaryFolder } from './testing/program.ts';

const folder = temporaryFolder();
const dataDir = join(folder, 'data');
const at = (name: string) => join(folder, name);

const sample = fileURLToPath(
  new URL(
    '../../server/src/services/odds/feeds/football-data/samples/two-digit-years.csv',
    import.meta.url,
  ),
);

beforeAll(() => {
  const season = readFileSync(sample);
  writeFileSync(at('truncated.csv'), season.subarray(0, Math.floor(season.length * 0.7)));
  writeFileSync(at('binary.csv'), Buffer.from(Array.from({ length: 999 }, (_, i) => i * 37)));
  writeFileSync(at('empty.csv'), '');
  writeFileSync(at('other.csv'), 'name,age\nRobin,30\n');
  writeFileSync(at('a-file'), '');
  mkdirSync(at('xml'));
  writeFileSync(at('xml/page.xml'), '<html><body/></html>');
  mkdirSync(at('nothing'));
  writeFileSync(at('broken.toml'), '[server\nport = 1');
  writeFileSync(at('unknown.toml'), '[server]\nprot = 1');
  writeFileSync(at('type.toml'), '[server]\nport = "many"');
});

/** One sentence that begins with the program's name, no stack, a code of its own, nothing made. */
async function expectSentence(args: readonly string[], message: string): Promise<void> {
  const { code, stdout, stderr } = await runProgram(args);
  expect(stderr).toMatch(/^winnex: [^\n]+\n$/);
  expect(stderr).toContain(message);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(existsSync(dataDir)).toBe(false);
}

const serve = ['serve', '--port', '0', '--data-dir', dataDir];
const replay = ['replay', 'football-data', '--data-dir', dataDir];

describe('settings', () => {
  test.each([
    ['broken TOML', ['--config', at('broken.toml')], 'is not valid TOML at line 1, column 8: '],
    ['an unknown setting in a file', ['--config', at('unknown.toml')], 'no setting server.prot'],
    ['a wrong type', ['--config', at('type.toml')], 'server.port (file '],
    ['an unknown flag', ['--set', 'a.b=1'], 'There is no setting a.b (flag). "winnex config"'],
    ['a number out of range', ['--set', 'rate_limit.window_ms=1'], 'from 1000 to 86400000'],
    ['a season too slow', ['--set', 'season.speed=0.5'], 'a number from 1 to 3600'],
    ['a batch of none', ['--set', 'betting.batch_max=0'], 'a number from 1 to 5000'],
    ['no amount', ['--set', 'limits.EUR.stake_min=many'], 'must be an amount such as "10.00"'],
    ['a currency without limits', ['--set', 'demo.currency=XXX'], 'one of EUR, GBP, USD'],
    ['a proxy that is none', ['--set', 'server.trust_proxy=proxy'], 'IP addresses or networks'],
    ['a host of others', ['--set', 'server.host=192.0.2.1'], 'has no address 192.0.2.1'],
  ])('%s', async (_case, options, message) => {
    await expectSentence([...serve, ...options], message);
  });
});

test('a port that is taken', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  try {
    const args = ['serve', '--port', port, '--data-dir', dataDir];
    await expectSentence(args, `Port ${port} is taken by another program: `);
  } finally {
    other.close();
  }
});

test.each([
  ['stands where the data folder would be', 'a-file'],
  ['stands above it', 'a-file/data'],
])('a file %s', async (_case, name) => {
  const args = ['serve', '--port', '0', '--data-dir', at(name)];
  await expectSentence(args, 'cannot be made because a file stands in its place: ');
});

describe('replay', () => {
  test.each([
    ['a truncated CSV', [at('truncated.csv')], 'is cut off in the middle of line '],
    ['a binary file', [at('binary.csv')], 'is not a text file'],
    ['another CSV', [at('other.csv')], 'is not a football-data.co.uk season'],
    ['a good and a missing file', [sample, at('nope.csv')], 'does not exist'],
    ['a folder', [at('nothing')], 'is a folder'],
    ['an unknown bookmaker', [sample, '--bookmaker', 'NOPE'], 'has no prices of NOPE'],
    ['an outcome that is none', [sample, '--back', 'red'], 'takes home, draw or away, not "red"'],
    ['a stake of nothing', [sample, '--back', 'home', '--stake', '0'], '--stake takes 0.10 to '],
  ])('of %s', async (_case, args, message) => {
    await expectSentence([...replay, ...args], message);
  });

  test.each([
    ['XML that is not UOF', 'xml', 'holds nothing of the Unified Odds Feed'],
    ['an empty folder', 'nothing', 'is empty'],
    ['a file', 'a-file', 'is a file'],
  ])('of %s', async (_case, name, message) => {
    await expectSentence(['replay', 'uof', at(name), '--data-dir', dataDir], message);
  });
});

describe('the command line', () => {
  test.each([
    ['calc', ['calc', '--leg', 'cheese'], 'a price looks like "5.0", "4/1" or "+400"'],
    ['calc', ['calc', '--leg', '4/1:won', '--stake', '-1'], 'a stake is above 0'],
    ['calc', ['calc'], 'Name the legs'],
    ['price', ['price', '--odds', '2.0,x'], 'a price looks like'],
  ])('%s says what is wrong with its input', async (_command, args, message) => {
    await expectSentence(args, message);
  });

  test.each([
    ['an unknown command', ['bet'], "unknown command 'bet'"],
    ['an unknown option', ['serve', '--fast'], "unknown option '--fast'"],
    ['an argument short', ['replay', 'football-data'], "missing required argument 'file'"],
  ])('points to the help for %s', async (_case, args, message) => {
    const { code, stdout, stderr } = await runProgram(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(`error: ${message}\n(add --help for what is possible)\n`);
  });

  test('tells its version and its commands', async () => {
    const version = await runProgram(['--version']);
    expect(version).toMatchObject({ code: 0, stderr: '' });
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const help = await runProgram(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const command of ['serve', 'migrate', 'services', 'config', 'replay', 'audit', 'calc']) {
      expect(help.stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    }
  });

  test('ends quietly when the reader of its output has gone', async () => {
    const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));
    const line = '{"type":"single","legs":[{"odds":"4/1","result":"won"}],"stakePerLine":"1.00"}';
    const script = 'yes "$3" | { "$1" "$2" calc --ndjson; echo "code $?" >&2; } | head -1';
    const shell = spawn('sh', ['-c', script, 'sh', process.execPath, main, line], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    shell.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    shell.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    await new Promise((resolve) => shell.once('close', resolve));
    expect(JSON.parse(stdout)).toMatchObject({ id: null });
    expect(stderr).toBe('code 0\n');
  });
});

test('nothing was left behind', () => {
  expect(readdirSync(folder).filter((name) => /^(data|instance)/.test(name))).toEqual([]);
});
