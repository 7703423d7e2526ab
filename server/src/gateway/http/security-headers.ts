import type { FastifyInstance } from 'fastify';

/** For answers that are not pages: nothing may be loaded or framed. */
const CLOSED_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** For the web page: everything from its own origin, the live socket included. */
export const PAGE_POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** For a page rendered here, with its style and script named by a nonce. */
export function noncePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** What every answer carries, also one that is given before a route is known. */
export function basicHeaders(requestId: string): Record<string, string> {
  return {
    'x-request-id': requestId,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'content-security-policy': CLOSED_POLICY,
  };
}

/** Set on every answer; a route may replace the policy by its own. */
export function setSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(basicHeaders(request.id));
  });
}
