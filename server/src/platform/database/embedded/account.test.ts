import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canRead, chooseAccount } from './account.ts';

const passwd = (...lines: string[]) => ['root:x:0:0:root:/root:/bin/sh', ...lines].join('\n');
const nobody = 'nobody:x:65534:65534::/nonexistent:/usr/sbin/nologin';
const postgres = 'postgres:x:101:104::/var/lib/postgresql:/bin/sh';
const ann = 'ann:x:1000:1000::/home/ann:/bin/sh';

const choose = (text: string, ownerUid: number | null = null) =>
  chooseAccount(ownerUid, 0, () => text);

test('an ordinary user runs it as themselves', () => {
  expect(chooseAccount(null, 1000, () => passwd())).toBeNull();
});

test('root takes postgres, else nobody', () => {
  expect(choose(passwd(nobody, postgres))).toEqual({ name: 'postgres', uid: 101, gid: 104 });
  expect(choose(passwd(nobody))?.name).toBe('nobody');
});

test('root keeps the account that owns the data', () => {
  expect(choose(passwd(nobody, postgres, ann), 1000)?.name).toBe('ann');
  expect(choose(passwd(postgres), 4242)?.name).toBe('postgres');
  expect(choose(passwd(postgres), 0)?.name).toBe('postgres');
});

test('no account at all', () => {
  expect(() => choose(passwd())).toThrow(expect.objectContaining({ code: 'account-missing' }));
});

test('canRead looks at the file and at every folder above it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'winnex-account-'));
  const file = join(folder, 'in', 'file');
  mkdirSync(join(folder, 'in'));
  writeFileSync(file, '');
  const stranger = { name: 'stranger', uid: 54_321, gid: 54_321 };
  for (const [path, mode, expected] of [
    [folder, 0o700, false],
    [folder, 0o711, true],
    [file, 0o600, false],
  ] as const) {
    chmodSync(join(folder, 'in'), 0o755);
    chmodSync(path, mode);
    expect(canRead(file, stranger)).toBe(expected);
  }
  rmSync(folder, { recursive: true });
});
