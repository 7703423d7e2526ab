import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { acquireInstanceLock } from './instance-lock.ts';
import { ownIdentity } from './process-identity.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnex-lock-'));
  file = join(folder, 'instance.lock');
});

afterEach(() => rmSync(folder, { recursive: true }));

const leave = (change: object) =>
  writeFileSync(file, JSON.stringify({ ...ownIdentity(), token: 'left', ...change }));

const taken = async (): Promise<boolean> => {
  const lock = await acquireInstanceLock(folder, 20);
  lock.release();
  return readdirSync(folder).length === 0;
};

test('one holder at a time, and nothing left after it', async () => {
  const lock = await acquireInstanceLock(folder);
  await expect(acquireInstanceLock(folder)).rejects.toMatchObject({
    code: 'data-dir-in-use',
    message: expect.stringContaining(`process ${process.pid} `),
  });
  lock.release();
  expect(await taken()).toBe(true);
});

test('of many who find a dead holder one gets it', async () => {
  leave({ startedAt: 'long ago' });
  const tries = await Promise.allSettled(
    Array.from({ length: 8 }, () => acquireInstanceLock(folder)),
  );
  const won = tries.filter((attempt) => attempt.status === 'fulfilled');
  expect(won).toHaveLength(1);
  won[0]?.value.release();
  expect(existsSync(file)).toBe(false);
});

test.each([
  ['a process that is gone', { pid: 2 ** 22 + 1 }],
  ['a pid that is now somebody else', { startedAt: 'before' }],
  ['an earlier boot', { bootId: 'earlier' }],
  ['another host that went silent', { host: 'gone.example' }],
])('the lock of %s is taken over', async (_, change) => {
  leave(change);
  expect(await taken()).toBe(true);
});

test('a file that is no lock is taken over', async () => {
  writeFileSync(file, '{"pid":');
  expect(await taken()).toBe(true);
});

test('another host that still beats keeps its lock', async () => {
  leave({ host: 'alive.example', pid: 7 });
  let seconds = 1;
  const beat = setInterval(() => utimesSync(file, seconds, seconds++), 5);
  await expect(acquireInstanceLock(folder, 40)).rejects.toThrow(/process 7 on alive\.example/);
  clearInterval(beat);
});
