import { hash } from 'node:crypto';
import type { Random } from '../../../platform/ports/random.ts';

/** 256 random bits in base64url. It says nothing; the database knows its hash. */
export function newRefreshToken(random: Random): string {
  return Buffer.from(random.bytes(32)).toString('base64url');
}

/** SHA-256. A token is random throughout, so it needs no salt and no slow hash. */
export function refreshTokenHash(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

/** Whether a text can be a refresh token at all. */
export function isRefreshToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}
