import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/**
 * Sets Cache-Control on every answer that has none. What a route declares public gets an ETag over
 * its bytes, and 304 when the client has the same already (RFC 9110 section 13.1.2).
 */
export function setCaching(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (reply.hasHeader('cache-control')) return payload;
    const seconds = request.routeOptions.config.cacheSeconds;
    if (seconds === undefined || reply.statusCode !== 200 || typeof payload !== 'string') {
      reply.header('cache-control', 'no-store');
      return payload;
    }
    const etag = `"${createHash('sha1').update(payload).digest('base64url')}"`;
    reply.headers({ etag, 'cache-control': `public, max-age=${seconds}, must-revalidate` });
    if (!matches(request.headers['if-none-match'], etag)) return payload;
    reply.code(304).removeHeader('content-type').removeHeader('content-length');
    return null;
  });
}

/** If-None-Match compares weakly: a `W/` in front makes no difference. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  return header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
