import { ServiceRefusal } from '@winnex/contracts';
import type { FastifyRequest } from 'fastify';
import type { HttpApp } from '../app.ts';
import type { HttpContext } from '../context.ts';

const open = { config: { access: 'public', rateClass: 'none' } } as const;

/** `/livez`, `/readyz` and `/metrics`: for machines that watch, outside the API's versions. */
export function addHealthRoutes(app: HttpApp, context: HttpContext): void {
  const { metrics, readiness, draining, settings, logger } = context;

  app.get('/livez', open, async () => ({ live: true }));

  app.get('/readyz', open, async (_request, reply) => {
    const { ready, reasons } = await askReadiness();
    if (draining()) return reply.code(503).send({ ready: false, reasons: ['stopping'] });
    return reply.code(ready ? 200 : 503).send({ ready, reasons });
  });

  app.get('/metrics', open, async (request, reply) => {
    if (settings.metricsAccess === 'loopback' && !isFromLoopback(request)) {
      throw new ServiceRefusal('forbidden', 'Metrics are for this machine only, by setting.');
    }
    return reply.type(metrics.contentType).send(await metrics.metrics());
  });

  async function askReadiness() {
    try {
      return await readiness();
    } catch (error) {
      logger.warn({ err: error }, 'readiness could not be told');
      return { ready: false, reasons: ['readiness could not be told'] };
    }
  }
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** Both the connection and, behind a trusted proxy, the client that it speaks for. */
function isFromLoopback({ ip, socket }: FastifyRequest): boolean {
  return LOOPBACK.test(ip) && LOOPBACK.test(socket.remoteAddress ?? '');
}
