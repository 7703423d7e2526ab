import { expect, it } from 'vitest';
import { seededRandom } from '../../../platform/adapters/simulated/random.ts';
import { passwordHasher } from './password-hash.ts';

const cheap = { memoryKib: 64, passes: 1, parallelism: 1 };

it('knows its own passwords, whatever the Unicode form, and no others', async () => {
  const hasher = passwordHasher(cheap, seededRandom(1));
  const stored = await hasher.hash('cafe\u0301 cafe\u0301');
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/);
  expect(await hasher.verify(stored, 'caf\u00e9 caf\u00e9')).toBe(true);
  expect(await hasher.verify(stored, 'cafe cafe')).toBe(false);
  expect(await hasher.hash('cafe\u0301 cafe\u0301')).not.toBe(stored);
});

it('is never right about a person it does not know', async () => {
  const hasher = passwordHasher(cheap, seededRandom(1));
  expect(await hasher.verify(null, 'the decoy')).toBe(false);
});

it('says which hashes were made at another cost', async () => {
  const old = await passwordHasher(cheap, seededRandom(1)).hash('correct horse');
  expect(passwordHasher(cheap, seededRandom(2)).isOutdated(old)).toBe(false);
  const dearer = passwordHasher({ ...cheap, passes: 2 }, seededRandom(3));
  expect(dearer.isOutdated(old)).toBe(true);
  expect(await dearer.verify(old, 'correct horse')).toBe(true);
});
