import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseFault, errorCode } from '../fault.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { outputFault } from './folder-fault.ts';
import { clusterName, runOptions, spawnFault } from './run-as.ts';

/** The database's superuser, and the database's name. */
export const clusterUser = 'winnex';

/** A PostgreSQL data folder and the key to it. */
export interface Cluster {
  /** `<dataDir>/postgres`. */
  readonly folder: string;
  readonly password: string;
}

/** Who owns the cluster of a data folder, or null when there is none yet. */
export const clusterOwner = (dataDir: string): number | null => {
  const version = join(dataDir, 'postgres', 'PG_VERSION');
  return existsSync(version) ? statSync(version).uid : null;
};

/** The address of a database of a cluster that listens on `port`. */
export const clusterUrl = (port: number, password: string, database: string = clusterUser) =>
  `postgres://${clusterUser}:${password}@127.0.0.1:${port}/${database}`;

/** Reads the password of the cluster, or makes one where there is no cluster yet. */
export const passwordOf = (dataDir: string, clusterExists: boolean): string => {
  const file = join(dataDir, 'postgres.password');
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  if (clusterExists) {
    throw new DatabaseFault(
      'data-dir-damaged',
      `The file ${file} is missing and the database cannot be opened without it: ` +
        'restore it from a backup, or move the data folder away to begin with an empty one.',
    );
  }
  const password = randomBytes(24).toString('hex');
  writeFileSync(`${file}.new`, `${password}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return password;
};

const checkExisting = (folder: string, binaries: Binaries): void => {
  const major = Number(readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim());
  if (major === binaries.major) return;
  throw new DatabaseFault(
    'data-version-mismatch',
    `The data folder ${folder} was made by PostgreSQL ${major} and this Winnex brings ` +
      `${binaries.version}: move the data with pg_dump of PostgreSQL ${major}, ` +
      'or choose another folder with --data-dir.',
  );
};

const runInitdb = (
  folder: string,
  account: Account | null,
  binaries: Binaries,
  isDurable: boolean,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      join(binaries.folder, 'bin/initdb'),
      [
        ['-D', clusterName(folder, account), '-U', clusterUser],
        ['--auth=scram-sha-256', `--pwfile=${clusterName(folder, account)}/../password`],
        ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
        ['--data-checksums', '--no-instructions'],
        isDurable ? [] : ['--no-sync'],
      ].flat(),
      { ...runOptions(folder, account), stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let output = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
    child.on('error', (error) => reject(spawnFault(error, binaries)));
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(outputFault(output, folder, 'Making the database')),
    );
  });

const partialName = 'postgres.partial';

/**
 * Makes the cluster of a data folder, or opens the one that is there. A new one is made aside and
 * renamed when it is complete, so that a start killed half way leaves nothing that looks like a
 * database. The caller holds the instance lock.
 * @throws DatabaseFault when it is damaged, of another major version, not writable, or the disk is
 *   full
 */
export const openCluster = async (
  dataDir: string,
  account: Account | null,
  binaries: Binaries,
  isDurable: boolean,
): Promise<Cluster> => {
  const folder = join(dataDir, 'postgres');
  const partial = join(dataDir, partialName);
  rmSync(partial, { recursive: true, force: true });
  if (existsSync(join(folder, 'PG_VERSION'))) {
    checkExisting(folder, binaries);
    return { folder, password: passwordOf(dataDir, true) };
  }
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new DatabaseFault(
      'data-dir-damaged',
      `The folder ${folder} holds files that are not a PostgreSQL database: ` +
        'move them away, or choose another folder with --data-dir.',
    );
  }
  const password = passwordOf(dataDir, false);
  const fresh = join(partial, 'cluster');
  const passwordFile = join(partial, 'password');
  mkdirSync(fresh, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  for (const path of [partial, fresh, passwordFile]) {
    if (account) chownSync(path, account.uid, account.gid);
  }
  chmodSync(fresh, 0o700);
  try {
    await runInitdb(fresh, account, binaries, isDurable);
    renameSync(fresh, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return { folder, password };
};
