import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseFault } from '../fault.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { outputFault } from './folder-fault.ts';
import { isPostmasterOf, type Postmaster, stopPostmaster, waitUntilReady } from './postmaster.ts';
import { clusterName, runOptions, spawnFault } from './run-as.ts';
import { type ServerSettings, serverSettings } from './settings.ts';

/** How a server of a cluster is started. */
export interface Launch {
  readonly folder: string;
  readonly logFile: string;
  readonly account: Account | null;
  readonly binaries: Binaries;
  /** 0 chooses a free one. */
  readonly port: number;
  readonly isDurable: boolean;
  readonly settings: ServerSettings;
  readonly timeoutMs: number;
}

const logBytesMax = 10_000_000;

const openLog = (file: string): number => {
  if (existsSync(file) && statSync(file).size > logBytesMax) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });

const startOnce = async (launch: Launch, port: number): Promise<Postmaster> => {
  const { folder, account, binaries, logFile, timeoutMs } = launch;
  const settings = serverSettings(port, launch.isDurable, launch.settings);
  const log = openLog(logFile);
  const logStart = statSync(logFile).size;
  const child = spawn(
    join(binaries.folder, 'bin/postgres'),
    [
      ['-D', clusterName(folder, account)],
      ...Object.entries(settings).map(([name, value]) => ['-c', `${name}=${value}`]),
    ].flat(),
    // A session of its own: Ctrl-C in the terminal reaches Winnex alone, which drains before it
    // stops PostgreSQL.
    { ...runOptions(folder, account), detached: true, stdio: ['ignore', log, log] },
  );
  let failure: unknown;
  child.on('error', (error) => {
    failure = error;
  });
  child.unref();
  closeSync(log);
  const isGone = () =>
    failure !== undefined || child.exitCode !== null || child.signalCode !== null;
  const pid = child.pid ?? 0;
  const ready = await waitUntilReady(folder, pid, timeoutMs, isGone);
  if (ready) return { pid, port, status: 'ready' };
  if (failure !== undefined) throw spawnFault(failure, binaries);
  const output = readFileSync(logFile).subarray(logStart).toString('utf8');
  if (ready === false) throw outputFault(output, folder, 'Starting the database');
  if (isPostmasterOf(folder, pid)) await stopPostmaster(folder, pid);
  throw new DatabaseFault(
    'start-timeout',
    `The database did not become ready in ${timeoutMs / 1000} s ` +
      `(${output.trim().split('\n').at(-1)}): see ${logFile}, then start again.`,
    { retryable: true },
  );
};

const failedWith = (error: unknown, pattern: RegExp): boolean =>
  error instanceof DatabaseFault && error.code === 'start-failed' && pattern.test(error.message);

const attemptsMax = 10;

/**
 * Starts PostgreSQL and waits until it accepts connections. Two things pass by themselves and are
 * tried again: a free port taken by somebody else between being found and being used, and children
 * of a killed server that are still noticing its death.
 * @throws DatabaseFault `port-unavailable` when the port asked for is taken; others from the log
 */
export const startServer = async (launch: Launch): Promise<Postmaster> => {
  for (let attempt = 1; ; attempt += 1) {
    const port = launch.port === 0 ? await freePort() : launch.port;
    try {
      return await startOnce(launch, port);
    } catch (error) {
      const isPortTaken = failedWith(error, /could not create any TCP\/IP sockets/i);
      const isStillDying = failedWith(error, /is still in use/i);
      if (isPortTaken && launch.port !== 0) {
        throw new DatabaseFault(
          'port-unavailable',
          `Port ${port} is taken, so the database cannot listen there: choose another port.`,
          { cause: error, retryable: true },
        );
      }
      if (!(isPortTaken || isStillDying) || attempt >= attemptsMax) throw error;
      await sleep(isStillDying ? 300 : 0);
    }
  }
};
