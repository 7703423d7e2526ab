import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/bootstrap.mjs', import.meta.url));

let root: string;

const write = (path: string, content: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
};

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

// Plays npm: writes down how it was called, then does what it is told or makes what npm ci and vite
// would.
const npm = `
const fs = require('node:fs');
fs.appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n');
if (process.env.NPM_SAYS) { console.error(process.env.NPM_SAYS); process.exit(1); }
setTimeout(() => {
  fs.rmSync('node_modules', { recursive: true, force: true });
  fs.mkdirSync('node_modules/vite/bin', { recursive: true });
  fs.writeFileSync('node_modules/.package-lock.json', '{}');
  fs.writeFileSync('node_modules/vite/bin/vite.js', fs.readFileSync('vite.cjs'));
}, 300);
`;

const vite = `
const fs = require('node:fs');
fs.appendFileSync('vite.log', 'built\\n');
const isBroken = fs.readFileSync('web/main.ts', 'utf8') === 'broken';
if (isBroken) { console.error('line 1'); process.exit(1); }
const folder = process.argv[process.argv.indexOf('--outDir') + 1];
fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(folder + '/index.html', fs.readFileSync('web/main.ts'));
`;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'winnex-bootstrap-test-')));
  mkdirSync(join(root, 'scripts'));
  cpSync(script, join(root, 'scripts/bootstrap.mjs'));
  write('package-lock.json', '{"lockfileVersion":3}');
  write('npm-cli.js', npm);
  write('vite.cjs', vite);
  write('web/vite.config.ts', '');
  write('web/main.ts', 'one');
});

afterEach(() => rmSync(root, { recursive: true }));

const environment = (more: Record<string, string> = {}) => ({
  PATH: process.env.PATH,
  npm_execpath: join(root, 'npm-cli.js'),
  npm_node_execpath: process.execPath,
  ...more,
});

const bootstrap = (args: string[] = [], more: Record<string, string> = {}) =>
  spawnSync(process.execPath, ['scripts/bootstrap.mjs', ...args], {
    cwd: root,
    env: environment(more),
    encoding: 'utf8',
  });

const times = (log: string): number =>
  existsSync(join(root, log)) ? read(log).trim().split('\n').length : 0;

test('installs and builds once', () => {
  const first = bootstrap();
  expect(first.stderr).toMatch(/^Installing dependencies.*\nBuilding the page/);
  expect(first.status).toBe(0);
  expect(read('npm.log')).toBe('ci --include=optional --include=dev --no-audit --no-fund\n');
  expect(read('web/dist/index.html')).toBe('one');
  const second = bootstrap();
  expect([second.status, second.stderr]).toEqual([0, '']);
  expect([times('npm.log'), times('vite.log')]).toEqual([1, 1]);
});

test('installs again when the lock file changed, builds again when a source changed', () => {
  bootstrap();
  write('web/main.ts', 'two');
  expect(bootstrap().status).toBe(0);
  expect([times('npm.log'), times('vite.log')]).toEqual([1, 2]);
  expect(read('web/dist/index.html')).toBe('two');
  write('package-lock.json', '{"lockfileVersion":3,"packages":{}}');
  const later = Date.now() / 1000 + 10;
  utimesSync(join(root, 'package-lock.json'), later, later);
  expect(bootstrap(['--no-page']).status).toBe(0);
  expect([times('npm.log'), times('vite.log')]).toEqual([2, 2]);
});

test('takes over an install made by hand', () => {
  write('node_modules/.package-lock.json', '{}');
  expect(bootstrap(['--no-page']).stderr).toBe('');
  expect(times('npm.log')).toBe(0);
});

test.each([
  ['npm error code ENOTFOUND', /cannot reach its registry/],
  ['npm error code EACCES', /change its owner/],
  ['npm error code ENOSPC', /disk is full/],
  ['npm error code EUSAGE', /npm install/],
  ['npm error something new', /something new\nInstalling failed/],
])('says what to do about %s', (told, sentence) => {
  const failed = bootstrap([], { NPM_SAYS: told });
  expect(failed.status).toBe(1);
  expect(failed.stderr).toMatch(sentence);
  expect(failed.stderr).not.toMatch(/\bat .*\.mjs/);
});

test('a page that cannot be built leaves the old one', () => {
  bootstrap();
  write('web/main.ts', 'broken');
  const failed = bootstrap();
  expect(failed.status).toBe(1);
  expect(failed.stderr).toMatch(/line 1\nBuilding the page failed/);
  expect(read('web/dist/index.html')).toBe('one');
});

test('a bundled Node that cannot run here gives way to one that can', () => {
  write('node_modules/.package-lock.json', '{}');
  write('node_modules/.bin/node', 'not a program');
  chmodSync(join(root, 'node_modules/.bin/node'), 0o755);
  expect(bootstrap(['--no-page']).status).toBe(0);
  expect(existsSync(join(root, 'node_modules/.bin/node'))).toBe(false);
});

test('two starts at once install once', async () => {
  const start = () =>
    new Promise<number | null>((resolve) => {
      spawn(process.execPath, ['scripts/bootstrap.mjs', '--no-page'], {
        cwd: root,
        env: environment(),
      }).on('close', resolve);
    });
  expect(await Promise.all([start(), start(), start()])).toEqual([0, 0, 0]);
  expect(times('npm.log')).toBe(1);
});

test('the lock of a start that was killed is taken over', () => {
  const checkout = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const lock = join(tmpdir(), `winnex-bootstrap-${process.getuid?.() ?? 'user'}-${checkout}`);
  mkdirSync(lock);
  writeFileSync(join(lock, 'pid'), String(2 ** 22 + 1));
  expect(bootstrap(['--no-page']).status).toBe(0);
  expect(existsSync(lock)).toBe(false);
});
