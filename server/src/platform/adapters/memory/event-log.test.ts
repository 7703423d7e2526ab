import { expect, test, vi } from 'vitest';
import { appendableEventLogContract, eventLogContract } from '../../ports/event-log.contract.ts';
import { silentLogger } from '../../telemetry/logger.ts';
import { virtualClock } from '../simulated/clock.ts';
import { systemClock } from '../system/clock.ts';
import { memoryEventLog } from './event-log.ts';

const settings = { pageSize: 64, retryMs: [2, 20], takeOverMs: 20 } as const;
const make = () => memoryEventLog({ clock: systemClock(), logger: silentLogger, settings });

eventLogContract('memory', async () => {
  const log = make();
  return { nodes: [log, log], append: log.append, disturb: async () => undefined };
});
appendableEventLogContract('memory', async () => make());

const event = (streamId: string, sequence: number) => ({
  streamId,
  sequence,
  type: 'happened',
  schemaVersion: 1,
  payload: '{}',
  recordedAtMs: 0,
});

test('retries come later and later, by the clock, and a person hears of the tenth', async () => {
  const clock = virtualClock(0);
  const error = vi.fn();
  const log = memoryEventLog({
    clock,
    logger: { ...silentLogger, error },
    settings: { retryMs: [100, 1_000], pollMs: 10_000 },
  });
  const attemptsAtMs: number[] = [];
  log.subscribe('reader', () => {
    attemptsAtMs.push(clock.now());
    throw new Error('planted');
  });
  await log.append([event('a', 1)]);
  await clock.advance(5_500);
  expect(attemptsAtMs).toEqual([0, 100, 300, 700, 1_500, 2_500, 3_500, 4_500, 5_500]);
  expect(error).not.toHaveBeenCalled();
  await clock.advance(1_000);
  expect(error).toHaveBeenCalledTimes(1);
  await log.close();
});

test('with too many failing streams the consumer waits as a whole', async () => {
  const clock = virtualClock(0);
  let well = false;
  const handled: string[] = [];
  const log = memoryEventLog({ clock, logger: silentLogger, settings: { heldMax: 2 } });
  log.subscribe('reader', ({ streamId }) => {
    if (!well && streamId !== 'd') throw new Error('planted');
    handled.push(streamId);
  });
  await log.append(['a', 'b', 'c', 'd'].map((streamId) => event(streamId, 1)));
  await clock.advance(10_000);
  expect(handled).toEqual([]);
  well = true;
  await clock.advance(60_000);
  expect(handled.toSorted()).toEqual(['a', 'b', 'c', 'd']);
  await log.close();
});
