import { expect, it } from 'vitest';
import { openSealedKey, sealKey } from './sealed-key.ts';

const key = Buffer.from('0123456789abcdef0123456789abcdef');
const sealed = sealKey(key, 'secret', 'kid-1', new Uint8Array(12).fill(7));

it('opens with the same secret and name only', () => {
  expect(openSealedKey(sealed, 'secret', 'kid-1')).toEqual(key);
  expect(openSealedKey(sealed, 'other', 'kid-1')).toBeNull();
  expect(openSealedKey(sealed, 'secret', 'kid-2')).toBeNull();
  expect(openSealedKey(sealed.subarray(0, 20), 'secret', 'kid-1')).toBeNull();
});

it('notices each changed byte', () => {
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = Buffer.from(sealed);
    changed[index]! ^= 1;
    expect(openSealedKey(changed, 'secret', 'kid-1')).toBeNull();
  }
});
