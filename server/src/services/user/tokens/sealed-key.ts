import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

/**
 * Seals a private key under the operator's secret, so that a copy of the database alone signs
 * nothing: AES-256-GCM under a key derived by HKDF-SHA-256; nonce, tag, ciphertext. `name` is bound
 * in, so that sealed keys cannot be swapped.
 */
export function sealKey(key: Uint8Array, secret: string, name: string, nonce: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', sealingKey(secret), nonce);
  cipher.setAAD(Buffer.from(name));
  const ciphertext = Buffer.concat([cipher.update(key), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]);
}

/** The key back, or null when the secret or the name is another, or the bytes were changed. */
export function openSealedKey(sealed: Uint8Array, secret: string, name: string): Buffer | null {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  try {
    const decipher = createDecipheriv('aes-256-gcm', sealingKey(secret), nonce, {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(name));
    decipher.setAuthTag(tag);
    const opened = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([opened, decipher.final()]);
  } catch {
    return null;
  }
}

export const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function sealingKey(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'winnex signing keys', 32));
}
