import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { DatabaseFault, errorCode } from '../fault.ts';
import { chooseAccount } from './account.ts';
import { locateBinaries } from './binaries.ts';
import { type Cluster, clusterOwner, clusterUrl, clusterUser, openCluster } from './cluster.ts';
import { folderFault } from './folder-fault.ts';
import { acquireInstanceLock } from './instance-lock.ts';
import {
  disownPostmasterFile,
  isPostmasterOf,
  type Postmaster,
  readPostmaster,
  stopPostmaster,
  waitUntilReady,
} from './postmaster.ts';
import { type Launch, startServer } from './server-process.ts';
import type { ServerSettings } from './settings.ts';

export interface EmbeddedPostgresOptions {
  /**
   * Made when missing. Holds `postgres/`, `postgres.password`, `postgres.log` and `instance.lock`.
   */
  readonly dataDir: string;
  /** TCP port on loopback; 0, the default, chooses a free one. */
  readonly port?: number;
  /** `none` for throwaway servers of tests: nothing is flushed to disk. */
  readonly durability?: 'full' | 'none';
  /** PostgreSQL settings on top of the defaults. */
  readonly settings?: ServerSettings;
  /** Recovery after a crash counts too. */
  readonly timeoutMs?: number;
}

export interface EmbeddedPostgres {
  readonly url: string;
  readonly pid: number;
  /** Whether it is a server that outlived an earlier Winnex. */
  readonly adopted: boolean;
  /**
   * Stops the server (fast shutdown) and gives the data folder free; may be called more than once.
   */
  stop(): Promise<void>;
}

const answerTimeoutMs = 3000;

const query = async (url: string, text: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: answerTimeoutMs,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query(text)).rows;
  } finally {
    await client.end().catch(() => {});
  }
};

const wrongPassword = (cause: unknown) =>
  new DatabaseFault(
    'data-dir-damaged',
    'The database refuses the password in postgres.password of the data folder: ' +
      'restore that file from a backup, or move the data folder away to begin with an empty one.',
    { cause },
  );

const ensureDatabase = async (port: number, cluster: Cluster): Promise<void> => {
  try {
    await query(clusterUrl(port, cluster.password), 'select 1');
  } catch (error) {
    if (errorCode(error) === '28P01') throw wrongPassword(error);
    if (errorCode(error) !== '3D000') throw error;
    await query(clusterUrl(port, cluster.password, 'postgres'), `create database ${clusterUser}`);
  }
};

const answers = async (port: number, cluster: Cluster, version: string): Promise<boolean> => {
  try {
    const url = clusterUrl(port, cluster.password, 'postgres');
    const [row] = await query(url, `select current_setting('server_version') as version`);
    return row?.version === version;
  } catch {
    return false;
  }
};

/**
 * A server left behind by a killed Winnex: kept when it answers to our password, stopped when not.
 */
const adopt = async (cluster: Cluster, launch: Launch): Promise<Postmaster | null> => {
  const { folder } = cluster;
  const left = readPostmaster(folder);
  if (left === null) return null;
  const isGone = () => !isPostmasterOf(folder, left.pid);
  if (isGone()) {
    disownPostmasterFile(folder);
    return null;
  }
  const isReady =
    left.status !== 'stopping' &&
    (await waitUntilReady(folder, left.pid, launch.timeoutMs, isGone)) === true;
  const server = readPostmaster(folder);
  if (isReady && server && (await answers(server.port, cluster, launch.binaries.version))) {
    return server;
  }
  await stopPostmaster(folder, left.pid, left.status === 'stopping' ? 'gently' : 'firmly');
  // A killed server takes its file with it only when it had the time to.
  if (readPostmaster(folder)) disownPostmasterFile(folder);
  return null;
};

const open = async (dataDir: string, options: EmbeddedPostgresOptions) => {
  const isDurable = options.durability !== 'none';
  const account = chooseAccount(clusterOwner(dataDir));
  const binaries = await locateBinaries(account);
  const cluster = await openCluster(dataDir, account, binaries, isDurable);
  const launch: Launch = {
    folder: cluster.folder,
    logFile: join(dataDir, 'postgres.log'),
    account,
    binaries,
    port: options.port ?? 0,
    isDurable,
    settings: options.settings ?? {},
    timeoutMs: options.timeoutMs ?? 60_000,
  };
  const adopted = await adopt(cluster, launch);
  const server = adopted ?? (await startServer(launch));
  try {
    await ensureDatabase(server.port, cluster);
  } catch (error) {
    await stopPostmaster(cluster.folder, server.pid);
    throw error;
  }
  return { cluster, server, adopted: adopted !== null };
};

/**
 * Starts the PostgreSQL that comes with Winnex on a data folder, or adopts the one that a killed
 * Winnex left running. It listens on loopback and on a socket in the data folder only, and asks for
 * a generated password (scram-sha-256).
 * @throws DatabaseFault with a sentence for everything a user can put right
 */
export const startEmbeddedPostgres = async (
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> => {
  const dataDir = resolve(options.dataDir);
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const lock = await acquireInstanceLock(dataDir);
    try {
      const { cluster, server, adopted } = await open(dataDir, options);
      let stopped: Promise<void> | undefined;
      const stop = () => stopPostmaster(cluster.folder, server.pid).finally(() => lock.release());
      return {
        url: clusterUrl(server.port, cluster.password),
        pid: server.pid,
        adopted,
        stop: () => (stopped ??= stop()),
      };
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    throw folderFault(error, dataDir);
  }
};
