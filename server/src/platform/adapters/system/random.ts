import { randomBytes } from 'node:crypto';
import type { Random } from '../../ports/random.ts';

/** The operating system's cryptographic generator. */
export function systemRandom(): Random {
  return { bytes: (count) => new Uint8Array(randomBytes(count)) };
}
