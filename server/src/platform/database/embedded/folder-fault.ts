import { statfsSync } from 'node:fs';
import { DatabaseFault, errorCode, errorMessage } from '../fault.ts';

const diskFull = (folder: string, cause: unknown) =>
  new DatabaseFault(
    'disk-full',
    `The disk that holds ${folder} is full: free some space, then start again.`,
    { cause, retryable: true },
  );

const notWritable = (folder: string, cause: unknown) =>
  new DatabaseFault(
    'data-dir-not-writable',
    `The data folder ${folder} cannot be written by this account ` +
      `(${errorCode(cause) || errorMessage(cause)}): ` +
      'change its owner, or choose another folder with --data-dir.',
    { cause },
  );

/** Turns a file system error in the data folder into a fault; other errors come back unchanged. */
export const folderFault = (error: unknown, folder: string): unknown => {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(folder, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return notWritable(folder, error);
    case 'EEXIST':
    case 'ENOTDIR':
      return new DatabaseFault(
        'data-dir-not-writable',
        `The data folder ${folder} cannot be made because a file stands in its place: ` +
          'move that file, or choose another folder with --data-dir.',
        { cause: error },
      );
    default:
      return error;
  }
};

// A new database takes about 40 MB; short of that PostgreSQL dies in more ways than it has words
// for.
const freeBytesMin = 64_000_000;

const isNearlyFull = (folder: string): boolean => {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < freeBytesMin;
  } catch {
    return false;
  }
};

/** Reads the reason out of what initdb or postgres wrote before it gave up. */
export const outputFault = (output: string, folder: string, what: string): DatabaseFault => {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.filter((line) => /FATAL|PANIC|error:/i.test(line)).at(-1) ?? lines.at(-1);
  const reason = (telling ?? 'it said nothing').replace(/^.*?(FATAL|PANIC|error):\s*/i, '').trim();
  const tellsFull = /No space left on device|Disk quota exceeded/i.test(output);
  if (tellsFull || isNearlyFull(folder)) return diskFull(folder, reason);
  if (/Permission denied|Read-only file system/i.test(output)) return notWritable(folder, reason);
  if (/could not look up effective user ID/i.test(output)) {
    return new DatabaseFault(
      'account-missing',
      'PostgreSQL needs an entry in /etc/passwd for the user it runs as and this user has none: ' +
        'add one, or set DATABASE_URL to a PostgreSQL server of yours.',
    );
  }
  return new DatabaseFault(
    'start-failed',
    `${what} in ${folder} failed (${reason}): put that right, ` +
      'or set DATABASE_URL to a PostgreSQL server of yours.',
  );
};
