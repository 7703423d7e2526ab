import { memoryBroadcast } from '../../platform/adapters/memory/broadcast.ts';
import { seededIds } from '../../platform/adapters/simulated/ids.ts';
import { systemClock } from '../../platform/adapters/system/clock.ts';
import type { Broadcast } from '../../platform/ports/broadcast.ts';
import { silentLogger } from '../../platform/telemetry/logger.ts';
import { emptyMetrics } from '../../platform/telemetry/metrics.ts';
import { createGateway, type Gateway, type GatewayOptions } from '../gateway.ts';
import type { GatewaySettings } from '../settings.ts';
import { type FakeServices, fakeServices } from './fakes.ts';

export const testSettings: GatewaySettings = {
  host: '127.0.0.1',
  port: 0,
  trustProxy: false,
  secureCookies: false,
  allowedOrigins: [],
  metricsAccess: 'loopback',
  bodyBytesMax: 65_536,
  handlerTimeoutMs: 5_000,
  requestTimeoutMs: 5_000,
  keepAliveTimeoutMs: 5_000,
  drainTimeoutMs: 1_000,
  rateLimits: {
    windowMs: 60_000,
    addressMax: 100_000,
    authAddressMax: 100_000,
    userMax: 100_000,
    betUserMax: 100_000,
  },
  socket: {
    conflateMs: 5,
    heartbeatMs: 60_000,
    resyncMs: 60_000,
    topicsMax: 10,
    messageBytesMax: 4_096,
    messagesPerSecondMax: 100,
    socketsPerAddressMax: 50,
    socketsMax: 100,
    bufferedBytesMax: 262_144,
  },
};

export interface GatewayUnderTest {
  readonly gateway: Gateway;
  readonly services: FakeServices;
  readonly broadcast: Broadcast;
}

export async function testGateway(
  settings: Partial<GatewaySettings> = {},
  options: Partial<GatewayOptions> = {},
): Promise<GatewayUnderTest> {
  const clock = options.clock ?? systemClock();
  const services = fakeServices();
  const broadcast = memoryBroadcast(silentLogger);
  const gateway = await createGateway({
    operations: services,
    broadcast,
    clock,
    ids: seededIds(clock, 1),
    logger: silentLogger,
    metrics: emptyMetrics(),
    readiness: () => ({ ready: true, reasons: [] }),
    webRoot: '/nonexistent',
    demoAccounts: [],
    ...options,
    settings: { ...testSettings, ...settings },
  });
  return { gateway, services, broadcast };
}
