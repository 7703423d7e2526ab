// Makes a checkout ready to run: installs what the lock file names, checks that Node 24 is there,
// and builds the bettor's page. Runs before `npm start` and `npm test`, so it is plain JavaScript,
// uses built-ins only, works on Node 18 and costs next to nothing when all is fresh.
//
//   node scripts/bootstrap.mjs            install, then build the page
//   node scripts/bootstrap.mjs --no-page  install only

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const bundledNode = join(modules, '.bin', 'node');
const nodeMajorMin = 24;

/** Something a person can put right: printed as it is, without a stack trace. */
class Refusal extends Error {}

const say = (line) => process.stderr.write(`${line}\n`);
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const readOr = (file, missing) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return missing;
  }
};

/** Runs a program, keeps what it says, and shows that it is alive. */
const run = (program, args, { env = process.env } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const startedAt = Date.now();
    const live = process.stderr.isTTY;
    const tick = () => {
      const seconds = Math.round((Date.now() - startedAt) / 1000);
      process.stderr.write(live ? `\r  ${seconds} s ` : `  ${seconds} s\n`);
    };
    const timer = setInterval(tick, live ? 1000 : 10_000);
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-100_000);
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    const done = (settle) => {
      clearInterval(timer);
      if (live) process.stderr.write('\r        \r');
      settle();
    };
    child.on('error', (error) => done(() => reject(error)));
    child.on('close', (code) => done(() => resolve({ code, output })));
  });

// ---- one at a time ----

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/**
 * Two starts of one checkout at once would install over each other. npm ci empties node_modules:
 * not kept there.
 */
const withLock = async (work) => {
  const checkout = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const lock = join(tmpdir(), `winnex-bootstrap-${process.getuid?.() ?? 'user'}-${checkout}`);
  const holder = join(lock, 'pid');
  let waited = false;
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const pid = Number(readOr(holder, ''));
    // Without a pid yet it is being made this very moment, unless it is old.
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (pid ? !isAlive(pid) : age > 5000) {
      rmSync(lock, { recursive: true, force: true });
      continue;
    }
    if (!waited) say('Another start is preparing this checkout; waiting for it.');
    waited = true;
    await sleep(200);
  }
  try {
    writeFileSync(holder, String(process.pid));
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
};

// ---- install ----

const installStamp = join(modules, '.winnex-install');

const hashOf = (files) => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${relative(root, file)}\0`).update(readFileSync(file));
  return hash.digest('hex');
};

const lockFileHash = () => hashOf([join(root, 'package-lock.json')]);

/**
 * Ours to tell by content; after an install by hand npm's own record is as new as the lock file.
 */
const isInstalled = () => {
  if (readOr(installStamp, '') === lockFileHash()) return true;
  const record = statSync(join(modules, '.package-lock.json'), { throwIfNoEntry: false });
  const { mtimeMs } = statSync(join(root, 'package-lock.json'));
  // npm install writes the one just before the other.
  return record !== undefined && record.mtimeMs >= mtimeMs - 1000;
};

const leaveStamp = (file, content) => {
  try {
    if (readOr(file, '') !== content) writeFileSync(file, content);
  } catch {
    // A checkout that cannot be written runs too; it is only looked over anew each time.
  }
};

const reasons = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONN(REFUSED|RESET)|E(SOCKET)?TIMEDOUT|ENETUNREACH|ENOTCACHED/,
    'npm cannot reach its registry: check the network (or npm config), then run it again.',
  ],
  [/ENOSPC|EDQUOT/, 'the disk is full: free about 600 MB, then run it again.'],
  [
    /EACCES|EPERM|EROFS/,
    `this user may not write ${root}: change its owner (root may have made node_modules earlier).`,
  ],
  [
    /EUSAGE|can only install packages when/,
    'package.json and package-lock.json disagree: run npm install, then run it again.',
  ],
  [/EINTEGRITY/, 'a package does not match its checksum: run npm cache clean --force, then again.'],
];

const npmFailure = (output) => {
  const told = output.split('\n').filter((line) => /^npm (error|ERR!)/.test(line));
  const known = reasons.find(([pattern]) => pattern.test(output));
  if (known) return new Refusal(`Installing failed: ${known[1]}`);
  say(told.slice(0, 8).join('\n') || output.slice(-1000));
  return new Refusal('Installing failed (npm ci, above): put that right, then run it again.');
};

/** npm starts this script, so it says where it is; by hand it is the one on the PATH. */
const npmCommand = () => {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  // Not the bundled Node: npm ci removes it while it works.
  if (script?.endsWith('.js') && /npm-cli/.test(script)) return [node ?? process.execPath, script];
  return ['npm'];
};

const install = async () => {
  say('Installing dependencies (npm ci, about half a minute) ...');
  // The bundled Node and PostgreSQL are optional to npm and the tools are for development; none is
  // optional here.
  const args = ['ci', '--include=optional', '--include=dev', '--no-audit', '--no-fund'];
  const [program, ...first] = npmCommand();
  const { code, output } = await run(program, [...first, ...args]).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
    throw new Refusal('Installing failed: npm was not found; it comes with Node.js (nodejs.org).');
  });
  if (code !== 0) throw npmFailure(output);
};

// ---- Node 24 ----

const majorOf = (version) => Number(/^v?(\d+)\./.exec(version)?.[1] ?? 0);

/**
 * The bundled Node must run here (it needs glibc); where it cannot, the user's own has to be new
 * enough.
 */
const checkNode = () => {
  if (existsSync(bundledNode)) {
    const answer = spawnSync(bundledNode, ['--version'], { encoding: 'utf8' });
    if (majorOf(answer.stdout ?? '') >= nodeMajorMin) return;
    // npm would go on finding it first.
    rmSync(bundledNode, { force: true });
  }
  if (majorOf(process.version) >= nodeMajorMin) return;
  throw new Refusal(
    `Winnex runs on Node ${nodeMajorMin} or newer, this is ${process.version} and none comes ` +
      `with Winnex for ${process.platform}-${process.arch}: install it from nodejs.org.`,
  );
};

const nodeProgram = () => (existsSync(bundledNode) ? bundledNode : process.execPath);

// ---- the page ----

const pageFolder = join(root, 'web', 'dist');
const pageStamp = join(pageFolder, '.winnex-build');

const filesBelow = (path) => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return [];
  if (found.isFile()) return [path];
  return readdirSync(path)
    .filter((name) => name !== 'node_modules' && name !== 'dist')
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
};

/**
 * Everything that the page is made of, by content: a checkout or a copy changes times, not pages.
 */
const pageHash = () =>
  hashOf(
    ['web', 'packages/kernel/src', 'packages/contracts/src', 'package-lock.json'].flatMap((path) =>
      filesBelow(join(root, path)),
    ),
  );

const hasPage = () =>
  readdirSync(join(root, 'web')).some((name) => name.startsWith('vite.config.'));

const buildPage = async (hash) => {
  say('Building the page ...');
  // Beside the old one, which a running server may be sending, and put in its place when whole.
  const fresh = join(modules, '.winnex-page');
  rmSync(fresh, { recursive: true, force: true });
  const vite = join(modules, 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', 'web', '--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn'];
  const { code, output } = await run(nodeProgram(), args);
  if (code !== 0) {
    say(output.trim());
    throw new Refusal('Building the page failed (vite build web, above).');
  }
  writeFileSync(join(fresh, '.winnex-build'), hash);
  rmSync(pageFolder, { recursive: true, force: true });
  try {
    renameSync(fresh, pageFolder);
  } catch (error) {
    if (error.code !== 'EXDEV') throw error;
    cpSync(fresh, pageFolder, { recursive: true });
    rmSync(fresh, { recursive: true, force: true });
  }
};

// ---- all of it ----

const prepareInstall = async () => {
  if (!isInstalled()) await install();
  if (readOr(installStamp, '') === lockFileHash()) return;
  checkNode();
  leaveStamp(installStamp, lockFileHash());
};

const preparePage = async () => {
  const hash = pageHash();
  if (readOr(pageStamp, '') !== hash) await buildPage(hash);
};

const isStamped = () => readOr(installStamp, '') === lockFileHash();
const isBuilt = () => readOr(pageStamp, '') === pageHash();

const main = async () => {
  const wantsPage = !process.argv.includes('--no-page') && hasPage();
  if (!isStamped()) await withLock(prepareInstall);
  if (!existsSync(bundledNode)) checkNode();
  if (wantsPage && !isBuilt()) await withLock(preparePage);
};

const folderTrouble = {
  EACCES: 'may not be written by this user',
  EROFS: 'is on a read-only disk',
  ENOSPC: 'is on a full disk',
};

main().catch((error) => {
  const trouble = folderTrouble[error.code];
  if (error instanceof Refusal) say(error.message);
  else if (trouble) say(`${error.path} ${trouble}: put that right, then run it again.`);
  else say(`Preparing Winnex failed: ${error.stack}`);
  process.exitCode = 1;
});
