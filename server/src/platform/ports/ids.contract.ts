import { describe, expect, test } from 'vitest';
import type { Ids } from './ids.ts';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The law of Ids, for every adapter. */
export function idsContract(name: string, make: () => Ids): void {
  describe(`ids law: ${name}`, () => {
    test('10,000 in a row are UUIDv7, unique and increasing', () => {
      const ids = make();
      const made = Array.from({ length: 10_000 }, () => ids.next());
      expect(made.filter((id) => !UUID_V7.test(id))).toEqual([]);
      expect(new Set(made).size).toBe(made.length);
      expect(made.toSorted()).toEqual(made);
    });
  });
}
