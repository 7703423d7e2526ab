import type { SpawnOptions } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { DatabaseFault, errorCode } from '../fault.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';

/**
 * The name under which PostgreSQL reaches its data folder. Another account may not enter the
 * folders above it (/root, a private home). Linux lets a process go on in a folder it was started
 * in, and Node.js enters `cwd` before it gives up root, so `/proc/self/cwd` always leads there: the
 * data stays where the user wants it, no mode is changed.
 */
export const clusterName = (folder: string, account: Account | null): string =>
  account !== null && process.platform === 'linux' ? '/proc/self/cwd' : realpathSync(folder);

/**
 * How to start a PostgreSQL program in a cluster's folder; nothing of our environment reaches it.
 */
export const runOptions = (folder: string, account: Account | null): SpawnOptions => ({
  cwd: folder,
  env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
});

/** Why a program did not even start, as a fault. */
export const spawnFault = (error: unknown, binaries: Binaries): DatabaseFault =>
  new DatabaseFault(
    'binaries-missing',
    `The PostgreSQL in ${binaries.folder} cannot run on this system (${errorCode(error)}; ` +
      'it needs glibc and a disk that allows programs): ' +
      'set DATABASE_URL to a PostgreSQL server of yours.',
    { cause: error },
  );
