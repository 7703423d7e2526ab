import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import {
  readPostmaster,
  stopPostmaster,
} from '../../../server/src/platform/database/embedded/postmaster.ts';

const main = fileURLToPath(new URL('../../../server/src/main.ts', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The real program as a process of its own. */
export interface Program {
  readonly pid: number;
  stdout(): string;
  stderr(): string;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

const running = new Set<{ readonly child: ChildProcess; readonly ended: Promise<Ended> }>();
const folders: string[] = [];

/** Nothing outlives the test file: neither a program nor the PostgreSQL that a killed one left. */
afterAll(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGKILL');
    await ended;
  }
  for (const folder of folders) {
    const cluster = join(folder, 'postgres');
    const left = readPostmaster(cluster);
    if (left !== null) await stopPostmaster(cluster, left.pid, 'firmly');
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A folder of this test file, to be used as a data folder or for files; removed at its end. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'winnex-system-'));
  folders.push(folder);
  return folder;
}

/** Starts `winnex` with nothing of our own settings in its environment. */
export function startProgram(
  args: readonly string[],
  { env = {}, input = '' }: ProgramOptions = {},
): Program {
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  // It may end without reading what it is given.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      running.delete(entry);
      resolve({ code, signal, stdout, stderr });
    });
  });
  const entry = { child, ended };
  running.add(entry);
  return {
    pid: child.pid ?? 0,
    stdout: () => stdout,
    stderr: () => stderr,
    kill: (signal) => child.kill(signal),
    ended,
  };
}

/** Runs `winnex` to its end. */
export const runProgram = (args: readonly string[], options?: ProgramOptions): Promise<Ended> =>
  startProgram(args, options).ended;
