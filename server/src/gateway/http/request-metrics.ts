import type { FastifyInstance } from 'fastify';
import { Histogram } from 'prom-client';
import type { Logger } from '../../platform/telemetry/logger.ts';
import type { Metrics } from '../../platform/telemetry/metrics.ts';

/** One histogram by route pattern and status, and one debug line per answer. */
export function observeRequests(app: FastifyInstance, metrics: Metrics, logger: Logger): void {
  const duration = new Histogram({
    name: 'winnex_http_request_duration_seconds',
    help: 'Time from a request being read to its answer being sent.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [metrics],
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, id: requestId } = request;
    const route = request.routeOptions.url ?? 'none';
    const status = reply.statusCode;
    duration.observe({ method, route, status }, reply.elapsedTime / 1000);
    const fields = { requestId, method, route, status, durationMs: Math.round(reply.elapsedTime) };
    logger.debug(fields, 'answered');
  });
}
