import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyBinaries } from './binaries-copy.ts';

test('copies what runs, for everybody to read, once', async () => {
  const root = mkdtempSync(join(tmpdir(), 'winnex-binaries-test-'));
  const native = join(root, 'install');
  mkdirSync(join(native, 'lib', 'pkgconfig'), { recursive: true });
  for (const name of ['lib/libpq.so.5', 'lib/libpq.a', 'lib/pkgconfig/libpq.pc']) {
    writeFileSync(join(native, name), '', { mode: 0o600 });
  }
  writeFileSync(join(native, 'postgres'), '');
  chmodSync(join(native, 'postgres'), 0o700);
  chmodSync(join(native, 'lib'), 0o700);
  const finished: string[] = [];
  const copy = () =>
    copyBinaries(
      native,
      'postgres-18',
      async (folder) => void finished.push(folder),
      async () => root,
    );

  const [first, second] = await Promise.all([copy(), copy()]);
  expect(await copy()).toBe(first);
  expect(second).toBe(first);
  expect(finished.length).toBeLessThan(3);
  expect(readdirSync(first, { recursive: true }).sort()).toEqual([
    'lib',
    'lib/libpq.so.5',
    'postgres',
  ]);
  const mode = (name: string) => statSync(join(first, name)).mode & 0o777;
  expect([mode('lib'), mode('lib/libpq.so.5'), mode('postgres')]).toEqual([0o755, 0o644, 0o755]);
  expect(readdirSync(root).sort()).toEqual(['install', 'postgres-18']);
  rmSync(root, { recursive: true });
  expect(existsSync(root)).toBe(false);
});
