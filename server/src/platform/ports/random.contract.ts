import { describe, expect, test } from 'vitest';
import type { Random } from './random.ts';

/** The law of Random, for every adapter. */
export function randomContract(name: string, make: () => Random): void {
  describe(`random law: ${name}`, () => {
    test.each([0, 1, 3, 16, 1000])('gives %i bytes', (count) => {
      expect(make().bytes(count)).toHaveLength(count);
    });

    test('refuses fewer than none', () => {
      expect(() => make().bytes(-1)).toThrow(RangeError);
    });

    test('a draw is new and nobody else holds it', () => {
      const random = make();
      const first = random.bytes(16);
      const copy = first.slice();
      const second = random.bytes(16);
      expect(first).toEqual(copy);
      expect(second).not.toEqual(first);
    });

    test('every byte value comes about equally often', () => {
      const counts = new Array<number>(256).fill(0);
      for (const byte of make().bytes(256 * 400)) counts[byte]! += 1;
      // 400 expected of each, standard deviation 20: eight of these is beyond chance.
      expect(Math.min(...counts)).toBeGreaterThan(240);
      expect(Math.max(...counts)).toBeLessThan(560);
    });
  });
}
