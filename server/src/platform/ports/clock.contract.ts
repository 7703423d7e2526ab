import { beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from './clock.ts';

export interface ClockUnderTest {
  readonly clock: Clock;
  /** Lets at least `ms` milliseconds of this clock go by. */
  pass(ms: number): Promise<void>;
}

/** The law of Clock, for every adapter. */
export function clockContract(name: string, make: () => ClockUnderTest): void {
  describe(`clock law: ${name}`, () => {
    let clock: Clock;
    let pass: ClockUnderTest['pass'];
    let fired: string[];
    beforeEach(() => {
      ({ clock, pass } = make());
      fired = [];
    });
    const note = (what: string) => () => void fired.push(what);

    test('now is whole-millisecond time that never decreases', async () => {
      const before = clock.now();
      await pass(3);
      expect(clock.now()).toBeGreaterThanOrEqual(before + 3);
      expect(Number.isFinite(before)).toBe(true);
    });

    test('a timer fires once, not before it is due', async () => {
      const dueMs = clock.now() + 8;
      const at: number[] = [];
      clock.after(8, () => at.push(clock.now()));
      await pass(30);
      expect(at).toHaveLength(1);
      expect(at[0]).toBeGreaterThanOrEqual(dueMs);
    });

    test('timers fire in order of due time; equals in the order they were set', async () => {
      clock.after(9, note('c'));
      clock.after(3, note('a'));
      clock.after(6, note('b1'));
      clock.after(6, note('b2'));
      await pass(30);
      expect(fired).toEqual(['a', 'b1', 'b2', 'c']);
    });

    test('a cancelled timer never fires; cancelling again is harmless', async () => {
      const cancel = clock.after(3, note('cancelled'));
      const cancelLater = clock.after(4, note('kept'));
      cancel();
      cancel();
      await pass(20);
      cancelLater();
      expect(fired).toEqual(['kept']);
    });

    test('a timer may cancel another that is due at the same time', async () => {
      clock.after(3, () => cancel());
      const cancel = clock.after(3, note('cancelled'));
      await pass(20);
      expect(fired).toEqual([]);
    });

    test('zero delay fires later, never at once', async () => {
      clock.after(0, note('zero'));
      expect(fired).toEqual([]);
      await pass(5);
      expect(fired).toEqual(['zero']);
    });

    test('a timer may set another', async () => {
      clock.after(2, () => clock.after(2, note('second')));
      await pass(30);
      expect(fired).toEqual(['second']);
    });

    test('a delay beyond 2^31 ms waits', async () => {
      const cancel = clock.after(2 ** 31 + 5, note('far'));
      await pass(5);
      expect(fired).toEqual([]);
      cancel();
    });
  });
}
