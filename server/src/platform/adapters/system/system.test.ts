import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { clockContract } from '../../ports/clock.contract.ts';
import { idsContract } from '../../ports/ids.contract.ts';
import { randomContract } from '../../ports/random.contract.ts';
import { virtualClock } from '../simulated/clock.ts';
import { seededRandom } from '../simulated/random.ts';
import { systemClock } from './clock.ts';
import { systemIds } from './ids.ts';
import { systemRandom } from './random.ts';

// Twice what is asked: on a busy machine a timer may fire a little late, never early.
clockContract('system', () => ({ clock: systemClock(), pass: (ms) => sleep(ms * 2) }));
idsContract('system', () => systemIds(systemClock(), systemRandom()));
randomContract('system', systemRandom);

afterEach(() => vi.restoreAllMocks());

test('the clock stands still while the machine is set back', () => {
  const clock = systemClock();
  const machine = vi.spyOn(Date, 'now').mockReturnValue(5_000);
  expect(clock.now()).toBe(5_000);
  machine.mockReturnValue(1_000);
  expect(clock.now()).toBe(5_000);
});

test('an identifier carries its time', () => {
  const ids = systemIds(virtualClock(Date.UTC(2026, 10, 22)), seededRandom(1));
  const hex = ids.next().replaceAll('-', '').slice(0, 12);
  expect(Number.parseInt(hex, 16)).toBe(Date.UTC(2026, 10, 22));
});
