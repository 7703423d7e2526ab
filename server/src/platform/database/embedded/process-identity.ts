import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** Names one run of one process on one machine; a pid alone is used again after a while. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the system's own notation; compared, never parsed. */
  readonly startedAt: string;
  /** Changes with each boot; empty where the system has no such id. */
  readonly bootId: string;
  readonly host: string;
}

const readOr = (path: string, missing: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return missing;
  }
};

/** When a living process started, or null when there is none; a zombie counts as none. */
export const processStartedAt = (pid: number): string | null => {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  if (process.platform === 'linux') {
    // proc(5): the name in parentheses may hold anything; state follows it, start time is the 20th
    // field from there.
    const stat = readOr(`/proc/${pid}/stat`, '');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return stat === '' || fields[0] === 'Z' ? null : (fields[19] ?? null);
  }
  try {
    const out = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
    });
    const [, state, startedAt] = /^\s*(\S+)\s+(.+?)\s*$/.exec(out) ?? [];
    return state?.startsWith('Z') ? null : (startedAt ?? null);
  } catch {
    return null;
  }
};

/** The identity of this very process. */
export const ownIdentity = (): ProcessIdentity => ({
  pid: process.pid,
  startedAt: processStartedAt(process.pid) ?? '',
  bootId: readOr('/proc/sys/kernel/random/boot_id', '').trim(),
  host: hostname(),
});

/** Whether the process named is still the one that runs; meaningful only on the same host. */
export const isRunning = (identity: ProcessIdentity): boolean =>
  identity.bootId === ownIdentity().bootId && processStartedAt(identity.pid) === identity.startedAt;
