import { randomUUID } from 'node:crypto';
import {
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseFault, errorCode } from '../fault.ts';
import { isRunning, ownIdentity, type ProcessIdentity } from './process-identity.ts';

/** The right to be the only Winnex on a data folder. */
export interface InstanceLock {
  release(): void;
}

interface Holder extends ProcessIdentity {
  readonly token: string;
}

const heartbeatMs = 2000;

const readHolder = (file: string): Holder | null => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
};

const touchedAt = (file: string): number => {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return 0;
  }
};

/**
 * A holder on another host (a shared volume, another container) shows its life only by touching the
 * file.
 */
const isHeld = async (file: string, holder: Holder, beatMs: number): Promise<boolean> => {
  if (holder.host === ownIdentity().host) return isRunning(holder);
  const before = touchedAt(file);
  for (let waitedMs = 0; waitedMs < beatMs * 2.5; waitedMs += beatMs / 4) {
    await sleep(beatMs / 4);
    if (touchedAt(file) !== before) return true;
  }
  return false;
};

// link() fails when the name exists, so the lock appears whole or not at all.
const publish = (file: string, content: Holder): boolean => {
  const draft = `${file}.${content.token}`;
  writeFileSync(draft, JSON.stringify(content), { mode: 0o644 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
};

/** Moves a dead holder's lock away; when another start was faster its fresh lock is put back. */
const removeStale = (file: string, stale: Holder | null): void => {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
    if (readHolder(aside)?.token !== stale?.token) linkSync(aside, file);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(errorCode(error))) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
};

const inUse = (folder: string, { pid, host }: Holder) =>
  new DatabaseFault(
    'data-dir-in-use',
    `The data folder ${folder} is in use by another Winnex (process ${pid} on ${host}): ` +
      'stop that one, or choose another folder with --data-dir.',
    { retryable: true },
  );

/** The living process of this host that holds a data folder, or null. */
export const localHolder = (folder: string): ProcessIdentity | null => {
  const holder = readHolder(join(folder, 'instance.lock'));
  return holder?.host === ownIdentity().host && isRunning(holder) ? holder : null;
};

/**
 * Takes `instance.lock` in the data folder. The lock of a process that died is taken over; a pid
 * that now belongs to another process does not count as alive, because its start time differs.
 * @throws DatabaseFault `data-dir-in-use` with the pid of the holder
 */
export const acquireInstanceLock = async (
  folder: string,
  beatMs: number = heartbeatMs,
): Promise<InstanceLock> => {
  const file = join(folder, 'instance.lock');
  const mine: Holder = { ...ownIdentity(), token: randomUUID() };
  for (let attempts = 0; !publish(file, mine); attempts += 1) {
    const holder = readHolder(file);
    if (holder && (attempts >= 5 || (await isHeld(file, holder, beatMs)))) {
      throw inUse(folder, holder);
    }
    removeStale(file, holder);
  }
  const isMine = () => readHolder(file)?.token === mine.token;
  const beat = setInterval(() => {
    try {
      if (isMine()) utimesSync(file, new Date(), new Date());
    } catch {
      // The folder may be gone or full for a moment; the next beat tries again.
    }
  }, beatMs).unref();
  return {
    release() {
      clearInterval(beat);
      if (isMine()) rmSync(file, { force: true });
    },
  };
};
