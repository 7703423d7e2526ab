import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** The next number of a stream, uniform in the open interval 0..1. */
export type Draw = () => number;

/**
 * The stream of random numbers that belongs to a key. The same key always gives the same stream,
 * whatever else was drawn before: that is what makes the season a pure function of its seed.
 */
export function drawsOf(...key: readonly (string | number)[]): Draw {
  const generator = xoroshiro128plus(hash(key.join('/')));
  for (let i = 0; i < 8; i++) generator.next();
  return () => ((generator.next() >>> 0) + 0.5) / 2 ** 32;
}

/** A standard normal number (Box and Muller). */
export function normal(draw: Draw): number {
  return Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw());
}

/** The values in a random order (Fisher and Yates). */
export function shuffled<Value>(values: readonly Value[], draw: Draw): Value[] {
  const result = [...values];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(draw() * (i + 1));
    const value = result[i]!;
    result[i] = result[j]!;
    result[j] = value;
  }
  return result;
}

/** A short text that tells keys apart, such as `1f4k2c9`. */
export function tagOf(...key: readonly (string | number)[]): string {
  return (hash(key.join('/')) >>> 0).toString(36);
}

/** FNV-1a, stirred once more so that neighbouring keys share nothing. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
