import { type Caller, ServiceRefusal, type UserOperations } from '@winnex/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Access } from './context.ts';

const BEARER = /^Bearer ([A-Za-z0-9._~+/=-]{1,4096})$/i;

/**
 * Lets a request pass only as far as its route's `access` allows. A route that names no access is
 * refused when it is added, so that none is open by forgetfulness.
 */
export function guardAccess(app: FastifyInstance, user: UserOperations): void {
  app.addHook('onRoute', (route) => {
    if (route.config?.access === undefined) {
      throw new Error(`the route ${route.url} does not say who may call it`);
    }
  });
  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access;
    if (access === undefined || access === 'public') return;
    request.caller = await authenticate(request, user);
    if (!mayCall(request.caller, access)) {
      throw new ServiceRefusal('forbidden', `This needs an account with the role ${access}.`);
    }
  });
}

async function authenticate(request: FastifyRequest, user: UserOperations): Promise<Caller> {
  const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) {
    throw new ServiceRefusal('unauthenticated', 'Send the header Authorization: Bearer <token>.');
  }
  const verified = await user.verifyAccessToken(token);
  if (verified === null) {
    throw new ServiceRefusal('unauthenticated', 'The access token is not valid, or no longer.');
  }
  const { userId, role, currency } = verified;
  return { userId, role, currency };
}

function mayCall(caller: Caller, access: Access): boolean {
  return access === 'user' || caller.role === access;
}

/** The signed-in caller of a guarded route. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Error('the route is public and has no caller');
  return request.caller;
}
