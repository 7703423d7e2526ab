import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Random } from '../../ports/random.ts';

/**
 * The same bytes for the same seed, however the draws are cut. For simulations and tests only:
 * who sees some bytes can tell the rest.
 */
export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  let word = 0;
  let bytesLeft = 0;

  function nextByte(): number {
    if (bytesLeft === 0) {
      word = generator.next();
      bytesLeft = 4;
    }
    bytesLeft -= 1;
    const byte = word & 0xff;
    word >>>= 8;
    return byte;
  }

  return { bytes: (count) => new Uint8Array(count).map(nextByte) };
}
