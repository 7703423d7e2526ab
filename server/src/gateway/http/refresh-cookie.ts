import type { FastifyReply, FastifyRequest } from 'fastify';

export const REFRESH_COOKIE = 'winnex_refresh';
/** The cookie travels to these routes only. */
const PATH = '/api/v2/auth';

export interface RefreshCookie {
  read(request: FastifyRequest): string | null;
  write(reply: FastifyReply, token: string, expiresAtMs: number): void;
  clear(reply: FastifyReply): void;
}

/** The refresh token as a cookie that no script reads and no other site sends. */
export function refreshCookie(secure: boolean): RefreshCookie {
  const attributes = { path: PATH, httpOnly: true, sameSite: 'strict', secure } as const;
  return {
    read: (request) => request.cookies[REFRESH_COOKIE] ?? null,
    write(reply, token, expiresAtMs) {
      reply.setCookie(REFRESH_COOKIE, token, { ...attributes, expires: new Date(expiresAtMs) });
    },
    clear(reply) {
      reply.clearCookie(REFRESH_COOKIE, attributes);
    },
  };
}
