import { fastifyRateLimit, normalizeIP } from '@fastify/rate-limit';
import { ServiceRefusal } from '@winnex/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RateLimitSettings } from '../settings.ts';

/** How many addresses or users one limit keeps in mind; the least recently seen are forgotten. */
const KEYS_MAX = 50_000;

interface Limit {
  readonly name: string;
  readonly max: number;
  /** Whom the limit counts, or null when it does not concern this request. */
  readonly keyOf: (request: FastifyRequest) => string | null;
  readonly count: ReturnType<FastifyInstance['createRateLimit']>;
}

/**
 * Counts requests per address and per user. Answers carry `RateLimit-Policy` and `RateLimit`
 * (draft-ietf-httpapi-ratelimit-headers) for each limit that counted them. `addGuard` adds the
 * hook that tells who the user is: addresses count before it, so that guessing tokens is limited
 * too, and users after.
 */
export async function limitRates(
  app: FastifyInstance,
  settings: RateLimitSettings,
  addGuard: () => void,
): Promise<void> {
  await app.register(fastifyRateLimit, { global: false, cache: KEYS_MAX });

  function limit(name: string, max: number, keyOf: Limit['keyOf']): Limit {
    const count = app.createRateLimit({
      max,
      timeWindow: settings.windowMs,
      keyGenerator: (request) => keyOf(request) ?? '',
    });
    return { name, max, keyOf, count };
  }

  const classOf = (request: FastifyRequest) => request.routeOptions.config.rateClass;
  const userOf = (request: FastifyRequest) => request.caller?.userId ?? null;
  const beforeSignIn = [
    limit('address', settings.addressMax, (request) =>
      classOf(request) === 'none' ? null : networkOf(request.ip),
    ),
    limit('auth', settings.authAddressMax, (request) =>
      classOf(request) === 'auth' ? networkOf(request.ip) : null,
    ),
  ];
  const afterSignIn = [
    limit('user', settings.userMax, userOf),
    limit('bets', settings.betUserMax, (request) =>
      classOf(request) === 'bets' ? userOf(request) : null,
    ),
  ];

  async function apply(limits: readonly Limit[], request: FastifyRequest, reply: FastifyReply) {
    for (const { name, max, keyOf, count } of limits) {
      if (keyOf(request) === null) continue;
      const counted = await count(request);
      if (counted.isAllowed) continue;
      append(reply, 'ratelimit-policy', `"${name}";q=${max};w=${settings.windowMs / 1000}`);
      const { remaining, ttlInSeconds } = counted;
      append(reply, 'ratelimit', `"${name}";r=${remaining};t=${ttlInSeconds}`);
      if (counted.isExceeded) {
        reply.header('retry-after', Math.max(1, ttlInSeconds));
        throw new ServiceRefusal('too-many-requests', `Ask again in ${ttlInSeconds} s.`);
      }
    }
  }

  app.addHook('onRequest', (request, reply) => apply(beforeSignIn, request, reply));
  addGuard();
  app.addHook('onRequest', (request, reply) => apply(afterSignIn, request, reply));
}

/** One household has a whole IPv6 /64, so addresses in it count as one. */
function networkOf(address: string): string {
  return normalizeIP(address, 64);
}

function append(reply: FastifyReply, name: string, value: string): void {
  const present = reply.getHeader(name);
  reply.header(name, present === undefined ? value : `${String(present)}, ${value}`);
}
