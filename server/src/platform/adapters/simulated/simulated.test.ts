import { expect, test } from 'vitest';
import { clockContract } from '../../ports/clock.contract.ts';
import { idsContract } from '../../ports/ids.contract.ts';
import { randomContract } from '../../ports/random.contract.ts';
import { virtualClock } from './clock.ts';
import { seededIds } from './ids.ts';
import { seededRandom } from './random.ts';

clockContract('virtual', () => {
  const clock = virtualClock(0);
  return { clock, pass: clock.advance };
});
idsContract('seeded', () => seededIds(virtualClock(0), 1));
randomContract('seeded', () => seededRandom(1));

test('each timer sees its own due time, and promises settle between two', async () => {
  const clock = virtualClock(1_000);
  const seen: unknown[] = [];
  clock.after(10, async () => {
    await Promise.resolve();
    seen.push(clock.now());
  });
  clock.after(20, () => seen.push(clock.now()));
  await clock.advance(50);
  expect(seen).toEqual([1_010, 1_020]);
  expect(clock.now()).toBe(1_050);
});

test('time does not run backwards', async () => {
  await expect(virtualClock(0).advance(-1)).rejects.toThrow(RangeError);
});

test('the same seed gives the same bytes, however the draws are cut', () => {
  const [whole, parts] = [seededRandom(7), seededRandom(7)];
  expect([...parts.bytes(3), ...parts.bytes(6)]).toEqual([...whole.bytes(9)]);
  expect(seededRandom(8).bytes(9)).not.toEqual(seededRandom(7).bytes(9));
});

test('the same seed and clock name things the same', () => {
  const make = () => seededIds(virtualClock(1_000), 3);
  const [first, second] = [make(), make()];
  expect([first.next(), first.next()]).toEqual([second.next(), second.next()]);
});
