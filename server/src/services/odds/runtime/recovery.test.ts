import { expect, it } from 'vitest';
import { virtualClock } from '../../../platform/adapters/simulated/clock.ts';
import { silentLogger } from '../../../platform/telemetry/logger.ts';
import { createProducerHealth } from './producer-health.ts';
import { createRecovery, type RecoveryRequest } from './recovery.ts';

function recoveryUnderTest(sinceMs: number | null = null) {
  const clock = virtualClock(0);
  const health = createProducerHealth(clock);
  const asked: (RecoveryRequest & { producers: readonly string[] })[] = [];
  let ids = 0;
  const recovery = createRecovery({
    ...{ clock, health, sinceMs, logger: silentLogger },
    ids: { next: () => `r${++ids}` },
    timeoutMs: 10_000,
    backOffMsMax: 4_000,
    ask: (request, producers) => asked.push({ ...request, producers }),
  });
  return { clock, health, recovery, asked };
}

it('asks nothing before it begins, and then once', () => {
  const { recovery, asked } = recoveryUnderTest();
  recovery.request();
  expect(asked).toEqual([]);
  recovery.begin();
  recovery.request();
  expect(asked).toEqual([{ requestId: 'r1', sinceMs: null, producers: [] }]);
});

it('covers producers that are met while the answer comes', () => {
  const { recovery, health } = recoveryUnderTest();
  recovery.begin();
  health.meet('live', 5);
  recovery.cover('live');
  expect(recovery.complete('r0')).toBeNull();
  expect(recovery.complete('r1')).toEqual(['live']);
  expect(recovery.isAnswered('r1')).toBe(true);
});

it('asks again for a producer that broke down meanwhile', () => {
  const { recovery, health, asked } = recoveryUnderTest();
  health.meet('live', 5);
  health.meet('pre-match', 3);
  recovery.begin();
  recovery.uncover('live');
  expect(recovery.complete('r1')).toEqual(['pre-match']);
  health.up('pre-match', 9);
  recovery.request();
  expect(asked.at(-1)).toEqual({ requestId: 'r2', sinceMs: 5, producers: ['live'] });
});

it('waits as long as something comes', async () => {
  const { clock, recovery, asked } = recoveryUnderTest();
  recovery.begin();
  for (let turn = 0; turn < 5; turn += 1) {
    await clock.advance(9_000);
    recovery.progress();
  }
  expect(asked).toHaveLength(1);
  await clock.advance(11_000);
  expect(asked).toHaveLength(2);
});

it('repeats a request that failed with growing pauses, from where that one started', async () => {
  const { clock, recovery, asked } = recoveryUnderTest(7);
  recovery.begin();
  for (const pauseMs of [1_000, 2_000, 4_000, 4_000]) {
    const before = asked.length;
    recovery.fail(asked.at(-1)!.requestId, new Error('no line'));
    await clock.advance(pauseMs - 1);
    expect(asked).toHaveLength(before);
    await clock.advance(1);
    expect(asked.slice(before)).toMatchObject([{ sinceMs: 7 }]);
  }
  recovery.stop();
  await clock.advance(60_000);
  expect(asked).toHaveLength(5);
});
