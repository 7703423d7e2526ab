import { sign, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { ed25519PrivateKey, ed25519PublicKey, rawPublicKey } from './ed25519.ts';

it('agrees with the second test vector of RFC 8032 section 7.1', () => {
  const privateKey = ed25519PrivateKey(
    Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex'),
  );
  const publicKey = rawPublicKey(privateKey);
  expect(publicKey.toString('hex')).toBe(
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
  );
  const signature = sign(null, Buffer.from('72', 'hex'), privateKey);
  expect(signature.toString('hex')).toMatch(/^92a009a9f0d4cab8720e820b5f642540/);
  expect(verify(null, Buffer.from('72', 'hex'), ed25519PublicKey(publicKey), signature)).toBe(true);
});
