import { expect, test } from 'vitest';
import { createMetrics } from '../../../platform/telemetry/metrics.ts';
import { testGateway } from '../../testing/gateway.ts';

test('/livez is live', async () => {
  const { gateway } = await testGateway();
  expect((await gateway.app.inject('/livez')).json()).toEqual({ live: true });
});

test.each([
  [() => ({ ready: true, reasons: [] }), 200, { ready: true, reasons: [] }],
  [async () => ({ ready: false, reasons: ['db'] }), 503, { ready: false, reasons: ['db'] }],
  [
    () => {
      throw new Error('planted');
    },
    503,
    { ready: false, reasons: ['readiness could not be told'] },
  ],
])('/readyz case %#', async (readiness, status, body) => {
  const { gateway } = await testGateway({}, { readiness });
  const answer = await gateway.app.inject('/readyz');
  expect([answer.statusCode, answer.json()]).toEqual([status, body]);
});

test('/metrics has the process, and requests by route pattern and status', async () => {
  const { gateway } = await testGateway({}, { metrics: createMetrics() });
  await gateway.app.inject('/api/v2/fixtures/none');
  const { body, headers } = await gateway.app.inject('/metrics');
  expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(body).toContain('process_cpu_seconds_total');
  expect(body).toContain(
    'winnex_http_request_duration_seconds_count{method="GET",route="/api/v2/fixtures/:id",' +
      'status="404"} 1',
  );
  expect(body).toContain('winnex_sockets_open 0');
});

test.each([
  ['loopback', '127.0.0.1', 200],
  ['loopback', '::1', 200],
  ['loopback', '10.1.2.3', 403],
  ['everyone', '10.1.2.3', 200],
] as const)('/metrics for %s asked from %s: %i', async (metricsAccess, remoteAddress, status) => {
  const { gateway } = await testGateway({ metricsAccess });
  expect((await gateway.app.inject({ url: '/metrics', remoteAddress })).statusCode).toBe(status);
});

test('/metrics behind a proxy on this machine looks at whom it speaks for', async () => {
  const { gateway } = await testGateway({ trustProxy: 'loopback' });
  const headers = { 'x-forwarded-for': '203.0.113.9' };
  expect((await gateway.app.inject({ url: '/metrics', headers })).statusCode).toBe(403);
});
