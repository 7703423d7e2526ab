import { ServiceRefusal } from '@winnex/contracts';
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { Readiness } from '../../services.ts';
import type { HttpContext } from '../context.ts';
import type { HttpApp } from '../http-app.ts';

const config = { access: 'public', rateClass: 'none' } as const;
const Live = Type.Object({ live: Type.Boolean() });
const Ready = Type.Object({ ready: Type.Boolean(), reasons: Type.Array(Type.String()) });

/** `/livez`, `/readyz` and `/metrics`: for machines that watch, outside the API's versions. */
export function addHealthRoutes(app: HttpApp, context: HttpContext): void {
  const { metrics, readiness, draining, settings, logger } = context;

  app.get('/livez', { config, schema: { response: { 200: Live } } }, async () => ({ live: true }));

  app.get(
    '/readyz',
    { config, schema: { response: { 200: Ready, 503: Ready } } },
    async (_request, reply) => {
      const { ready, reasons } = await askReadiness();
      if (draining()) return reply.code(503).send({ ready: false, reasons: ['stopping'] });
      return reply.code(ready ? 200 : 503).send({ ready, reasons: [...reasons] });
    },
  );

  app.get('/metrics', { config }, async (request, reply) => {
    if (settings.metricsAccess === 'loopback' && !isFromLoopback(request)) {
      throw new ServiceRefusal('forbidden', 'Metrics are for this machine only, by setting.');
    }
    return reply.type(metrics.contentType).send(await metrics.metrics());
  });

  async function askReadiness(): Promise<Readiness> {
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
