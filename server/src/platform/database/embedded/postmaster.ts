import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, readlinkSync, realpathSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '../fault.ts';
import { processStartedAt } from './process-identity.ts';

/** What a PostgreSQL server writes about itself into `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** `starting`, `ready`, `stopping`, or empty while the file is being written. */
  readonly status: string;
}

/** Reads `postmaster.pid` of a cluster; null when no server says that it runs there. */
export const readPostmaster = (folder: string): Postmaster | null => {
  let text: string;
  try {
    text = readFileSync(join(folder, 'postmaster.pid'), 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
  // Lines as in src/include/utils/pidfile.h: pid, data folder, start, port, socket, address, shared
  // memory, status.
  const lines = text.split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  if (!Number.isSafeInteger(pid)) return null;
  return { pid, port: Number.parseInt(lines[3] ?? '0', 10), status: (lines[7] ?? '').trim() };
};

/**
 * Whether the pid is a living PostgreSQL of this cluster and not another program that got the same
 * number.
 */
export const isPostmasterOf = (folder: string, pid: number): boolean => {
  if (processStartedAt(pid) === null) return false;
  try {
    if (process.platform === 'linux') {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
    }
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes(realpathSync(folder)) && /postgres/.test(basename(command));
  } catch {
    return false;
  }
};

/**
 * Lets PostgreSQL start where `postmaster.pid` names a pid that now belongs to a stranger. It takes
 * its parent's pid for stale, so ours is written there: unlike a removal this keeps the line by
 * which it finds out whether children of the dead server still use its shared memory.
 */
export const disownPostmasterFile = (folder: string): void => {
  const file = join(folder, 'postmaster.pid');
  const [first = '', ...rest] = readFileSync(file, 'utf8').split('\n');
  const pid = String(process.pid);
  const handle = openSync(file, 'r+');
  try {
    writeSync(handle, [pid.padEnd(first.length), ...rest].join('\n'), 0);
  } finally {
    closeSync(handle);
  }
};

/**
 * Waits until the server is ready (true) or gone (false); undecided after the time limit (null).
 */
export const waitUntilReady = async (
  folder: string,
  pid: number,
  timeoutMs: number,
  isGone: () => boolean,
): Promise<boolean | null> => {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    const server = readPostmaster(folder);
    if (server?.pid === pid && server.status === 'ready') return true;
    if (isGone()) return false;
    await sleep(5);
  }
  return null;
};

const waitUntilGone = async (folder: string, pid: number, timeoutMs: number): Promise<boolean> => {
  const deadline = performance.now() + timeoutMs;
  while (isPostmasterOf(folder, pid)) {
    if (performance.now() >= deadline) return false;
    await sleep(10);
  }
  return true;
};

// Fast: clients are cut off and everything is written. Immediate: recovery at the next start. Then
// none is asked.
const gently = [
  { signal: 'SIGINT', waitMs: 30_000 },
  { signal: 'SIGQUIT', waitMs: 5_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
] as const;

// A server that answers nobody will not obey either.
const firmly = [
  { signal: 'SIGQUIT', waitMs: 1_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
] as const;

/** Stops the server; `gently` by default. Committed transactions survive each of the ways. */
export const stopPostmaster = async (
  folder: string,
  pid: number,
  manner: 'gently' | 'firmly' = 'gently',
): Promise<void> => {
  for (const { signal, waitMs } of manner === 'gently' ? gently : firmly) {
    if (!isPostmasterOf(folder, pid)) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (errorCode(error) !== 'ESRCH') throw error;
    }
    if (await waitUntilGone(folder, pid, waitMs)) return;
  }
};
