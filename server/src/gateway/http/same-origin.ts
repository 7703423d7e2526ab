import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a browser page may use this server: its Origin is the host it asked for, or is allowed by
 * setting. A client that is not a browser sends no Origin and is let through: it has no cookies of
 * somebody else to misuse.
 */
export function isTrustedOrigin(
  headers: IncomingHttpHeaders,
  allowedOrigins: readonly string[],
): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (allowedOrigins.includes(origin)) return true;
  if (host === undefined || !URL.canParse(origin)) return false;
  const { protocol, host: originHost } = new URL(origin);
  // Parsed the same way, so that a written-out default port makes no difference.
  const asked = `${protocol}//${host}`;
  return URL.canParse(asked) && new URL(asked).host === originHost;
}
