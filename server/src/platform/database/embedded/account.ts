import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseFault } from '../fault.ts';

/** An unprivileged account of this system that PostgreSQL runs as. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

// Accounts made for a database first; nobody exists nearly everywhere.
const preferred = ['postgres', '_postgres', 'nobody'];

const parsePasswd = (text: string): Account[] =>
  text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    if (!name || name.startsWith('#') || !uid || !gid) return [];
    return [{ name, uid: Number(uid), gid: Number(gid) }];
  });

/**
 * Chooses whom PostgreSQL runs as. It refuses to run as root, and a bare uid without a passwd entry
 * fails, so root needs an existing account; anybody else runs it as themselves (null).
 * @param ownerUid owner of an existing cluster: its account is kept, whoever made it
 * @throws DatabaseFault `account-missing` when root and the system has no account to offer
 */
export const chooseAccount = (
  ownerUid: number | null,
  processUid: number = process.getuid?.() ?? -1,
  passwd: () => string = () => readFileSync('/etc/passwd', 'utf8'),
): Account | null => {
  if (processUid !== 0) return null;
  const accounts = parsePasswd(passwd()).filter(({ uid, gid }) => uid > 0 && gid > 0);
  const owner = accounts.find(({ uid }) => uid === ownerUid);
  const named = preferred.map((name) => accounts.find((account) => account.name === name));
  const chosen = owner ?? named.find((account) => account !== undefined);
  if (chosen) return chosen;
  throw new DatabaseFault(
    'account-missing',
    'PostgreSQL refuses to run as root and this system has no account named ' +
      `${preferred.join(', ')}: ` +
      'add one (useradd --system postgres), start Winnex as an ordinary user, or set DATABASE_URL.',
  );
};

const permits = (path: string, account: Account, bit: number): boolean => {
  const { mode, uid, gid } = statSync(path);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & bit) === bit;
};

/**
 * Whether the account may read a file and enter every folder above it, by owner, group and mode.
 */
export const canRead = (file: string, account: Account): boolean => {
  if (!permits(file, account, 4)) return false;
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (!permits(folder, account, 1)) return false;
    if (folder === dirname(folder)) return true;
  }
};
