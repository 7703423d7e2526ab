import { expect, test } from 'vitest';
import { broadcastContract } from '../../ports/broadcast.contract.ts';
import { silentLogger } from '../../telemetry/logger.ts';
import { memoryBroadcast } from './broadcast.ts';

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

broadcastContract('memory', async () => {
  const broadcast = memoryBroadcast(silentLogger);
  return { nodes: [broadcast, broadcast], settle };
});

test('a failing handler is reported', async () => {
  const reports: string[] = [];
  const broadcast = memoryBroadcast({
    ...silentLogger,
    error: (_fields, message) => reports.push(message),
  });
  broadcast.subscribe('a', () => {
    throw new Error('planted');
  });
  broadcast.publish('a', 1);
  await settle();
  expect(reports).toEqual(['a broadcast handler failed']);
});
