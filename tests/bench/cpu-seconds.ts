import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/** CPU-seconds of this process so far. */
export function ownCpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}

/**
 * CPU-seconds of a PostgreSQL server: the postmaster, every child that lives and those that have
 * ended. Linux only; 0 elsewhere.
 */
export function serverCpuSeconds(postmasterPid: number): number {
  try {
    const children = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => readTicks(name))
      .filter((ticks) => ticks?.parent === postmasterPid);
    const own = readTicks(String(postmasterPid));
    const ticks = [own, ...children].reduce((sum, each) => sum + (each?.ticks ?? 0), 0);
    return (ticks + (own?.endedTicks ?? 0)) / TICKS_PER_SECOND;
  } catch {
    return 0;
  }
}

function readTicks(pid: string): { parent: number; ticks: number; endedTicks: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent = 0] = fields.slice(1);
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11);
    return { parent, ticks: user + system, endedTicks: endedUser + endedSystem };
  } catch {
    return null;
  }
}
