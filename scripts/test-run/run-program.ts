import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  /** What it wrote; empty when it wrote to the terminal itself. */
  readonly output: string;
  readonly seconds: number;
  readonly timedOut: boolean;
}

export interface RunOptions {
  /** Write to the terminal at once, instead of keeping the output. */
  readonly shown: boolean;
  readonly timeLimitMs: number;
  readonly env?: Readonly<Record<string, string>>;
}

const graceMs = 10_000;
const running = new Set<ChildProcess>();

/** Runs a Node program of the repository, such as `node_modules/typescript/bin/tsc`. */
export function runProgram(
  program: string,
  args: readonly string[],
  { shown, timeLimitMs, env = {} }: RunOptions,
): Promise<Ended> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    env: { ...ownEnvironment(process.env), ...env },
    stdio: shown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let timedOut = false;
  const limit = setTimeout(() => {
    timedOut = true;
    stop(child);
  }, timeLimitMs);
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    const settle = () => {
      clearTimeout(limit);
      running.delete(child);
    };
    child.on('error', (error) => {
      settle();
      reject(error);
    });
    child.on('close', (exitCode) => {
      settle();
      resolve({
        exitCode,
        output: Buffer.concat(chunks).toString('utf8').trim(),
        seconds: (performance.now() - startedAt) / 1000,
        timedOut,
      });
    });
  });
}

/** Without settings of a book that the person runs: tests are the same everywhere, and harm none. */
export function ownEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) =>
        name !== 'DATABASE_URL' && (!name.startsWith('WINNEX_') || name.startsWith('WINNEX_TEST_')),
    ),
  );
}

/** Asks first, so that a test run can stop its database; insists after a while. */
function stop(child: ChildProcess): void {
  child.kill('SIGINT');
  setTimeout(() => child.kill('SIGKILL'), graceMs).unref();
}

/** Ends everything that was started; its `runProgram` resolves when it is over. */
export function stopPrograms(): void {
  for (const child of running) stop(child);
}
