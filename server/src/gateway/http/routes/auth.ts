import {
  RegisterRequest,
  ServiceRefusal,
  type SessionGrant,
  SessionResponse,
  SignInRequest,
} from '@winnex/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { HttpContext } from '../context.ts';
import type { HttpApp } from '../http-app.ts';
import { registerExample, sessionExample, signInExample } from '../openapi/examples.ts';
import { operation, shown } from '../openapi/operation.ts';
import { refreshCookie } from '../refresh-cookie.ts';
import { isTrustedOrigin } from '../same-origin.ts';

const facts = { tag: 'auth', access: 'public', rateClass: 'auth' } as const;

export function addAuthRoutes(app: HttpApp, { operations, settings }: HttpContext): void {
  const { user } = operations;
  const cookie = refreshCookie(settings.secureCookies);

  function answer(reply: FastifyReply, grant: SessionGrant): SessionResponse {
    cookie.write(reply, grant.refreshToken, grant.refreshExpiresAtMs);
    return {
      profile: grant.profile,
      accessToken: grant.accessToken,
      expiresAt: new Date(grant.accessExpiresAtMs).toISOString(),
    };
  }

  /** Cookies come along unasked, so the page that sends them must be one of ours. */
  function readCookie(request: FastifyRequest): string | null {
    if (!isTrustedOrigin(request.headers, settings.allowedOrigins)) {
      throw new ServiceRefusal('forbidden', 'This origin may not use the session cookie.');
    }
    return cookie.read(request);
  }

  app.post(
    '/register',
    operation(
      {
        ...facts,
        id: 'register',
        summary: 'Open an account and sign in',
        problems: ['email-taken', 'registration-refused'],
      },
      {
        body: shown(RegisterRequest, registerExample),
        response: { 201: shown(SessionResponse, sessionExample, 'Registered and signed in.') },
      },
    ),
    async (request, reply) => {
      const grant = await user.register(request.body, clientOf(request));
      return reply.code(201).send(answer(reply, grant));
    },
  );

  app.post(
    '/sign-in',
    operation(
      {
        ...facts,
        id: 'signIn',
        summary: 'Sign in with email and password',
        description: 'The refresh token comes as an HttpOnly cookie, never in the body.',
        problems: ['invalid-credentials', 'account-blocked'],
      },
      {
        body: shown(SignInRequest, signInExample),
        response: { 200: shown(SessionResponse, sessionExample, 'Signed in.') },
      },
    ),
    async (request, reply) => answer(reply, await user.signIn(request.body, clientOf(request))),
  );

  app.post(
    '/refresh',
    operation(
      {
        ...facts,
        id: 'refreshSession',
        summary: 'Exchange the refresh cookie for a new access token',
        description: 'The cookie is rotated. One that is used twice ends the whole session.',
        problems: ['session-expired', 'forbidden'],
      },
      { response: { 200: shown(SessionResponse, sessionExample, 'The session goes on.') } },
    ),
    async (request, reply) => {
      const token = readCookie(request);
      try {
        if (token === null) throw new ServiceRefusal('session-expired', 'There is no session.');
        return answer(reply, await user.refresh(token, clientOf(request)));
      } catch (error) {
        if (error instanceof ServiceRefusal) cookie.clear(reply);
        throw error;
      }
    },
  );

  app.post(
    '/sign-out',
    operation(
      {
        ...facts,
        id: 'signOut',
        summary: 'End the session of the refresh cookie',
        problems: ['forbidden'],
      },
      { response: { 204: shown(Type.Null(), null, 'Signed out, or was already.') } },
    ),
    async (request, reply) => {
      const token = readCookie(request);
      if (token !== null) await user.signOut(token);
      cookie.clear(reply);
      return reply.code(204).send(null);
    },
  );
}

function clientOf(request: FastifyRequest): { address: string; userAgent: string } {
  return { address: request.ip, userAgent: (request.headers['user-agent'] ?? '').slice(0, 300) };
}
