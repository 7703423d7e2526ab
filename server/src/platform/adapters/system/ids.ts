import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Random } from '../../ports/random.ts';

const COUNTER_LIMIT = 0x1000;

/**
 * UUIDv7 with a 12-bit counter in place of `rand_a` (RFC 9562 section 6.2, method 1): it starts in
 * its lower half every millisecond, and when it runs over, the identifier's time runs ahead of
 * the clock by a millisecond.
 */
export function systemIds(clock: Clock, random: Random): Ids {
  let timeMs = -1;
  let counter = 0;

  return {
    next() {
      const bytes = random.bytes(10);
      const nowMs = clock.now();
      counter += 1;
      if (nowMs > timeMs || counter === COUNTER_LIMIT) {
        timeMs = Math.max(nowMs, timeMs + 1);
        counter = ((bytes[8]! << 8) | bytes[9]!) % (COUNTER_LIMIT / 2);
      }
      bytes[0] = (bytes[0]! & 0x3f) | 0x80;
      const time = timeMs.toString(16).padStart(12, '0');
      const tail = Buffer.from(bytes.subarray(0, 8)).toString('hex');
      const count = counter.toString(16).padStart(3, '0');
      const [high, low] = [time.slice(0, 8), time.slice(8)];
      return `${high}-${low}-7${count}-${tail.slice(0, 4)}-${tail.slice(4)}`;
    },
  };
}
