import { type Caller, ServiceRefusal, type SessionGrant } from '@winnex/contracts';
import * as examples from '../http/openapi/examples.ts';
import type { GatewayOperations } from '../services.ts';

/**
 * The services as the gateway sees them, in memory: the operations are ports, and these are twins
 * for the gateway's own tests. Access tokens are `<role>.<userId>[.<expiresAtMs>]`.
 */
export interface FakeServices extends GatewayOperations {
  /** Replaces one operation, such as `services.set('betting', 'placeBet', async () => …)`. */
  set<Name extends keyof GatewayOperations, Method extends keyof GatewayOperations[Name]>(
    service: Name,
    method: Method,
    operation: GatewayOperations[Name][Method],
  ): void;
}

export const tokenOf = (userId: string, role: Caller['role'] = 'bettor') => `${role}.${userId}`;

function grant(refreshToken: string): SessionGrant {
  return {
    profile: examples.profileExample,
    accessToken: tokenOf(examples.profileExample.id),
    accessExpiresAtMs: Date.UTC(2030, 0, 1),
    refreshToken,
    refreshExpiresAtMs: Date.UTC(2030, 0, 2),
  };
}

export function fakeServices(): FakeServices {
  const placed = new Map<string, string>();
  const services: GatewayOperations = {
    user: {
      register: async () => grant('refresh-1'),
      async signIn({ password }) {
        if (password === examples.signInExample.password) return grant('refresh-1');
        throw new ServiceRefusal('invalid-credentials', 'Email or password is not right.');
      },
      async refresh(token) {
        if (token === 'refresh-1') return grant('refresh-2');
        throw new ServiceRefusal('session-expired', 'The session is over.');
      },
      signOut: async () => undefined,
      profile: async (id) => ({ ...examples.profileExample, id }),
      standings: async (ids) => new Map(ids.map((id) => [id, 'active'])),
      permissions: async () => new Map(),
      limits: async () => examples.limitsExample,
      setLimit: async () => examples.limitsExample,
      removeLimit: async () => examples.limitsExample,
      confirmLimit: async () => examples.limitsExample,
      takeTimeOut: async () => examples.limitsExample,
      selfExclude: async () => examples.limitsExample,
      requestReturn: async () => examples.limitsExample,
      async verifyAccessToken(token) {
        const [role, userId, expiresAtMs] = token.split('.');
        if (userId === undefined || (role !== 'bettor' && role !== 'operator')) return null;
        return {
          userId,
          role,
          currency: 'EUR',
          expiresAtMs: Number(expiresAtMs ?? Date.UTC(2040, 0, 1)),
        };
      },
    },
    odds: {
      competitions: async () => examples.competitionsExample,
      fixtures: async () => examples.fixturesExample,
      fixture: async (id) => (id === examples.fixtureExample.id ? examples.fixtureExample : null),
    },
    payment: {
      deposit: async () => examples.depositExample,
      depositById: async (_caller, id) =>
        id === examples.depositExample.id ? examples.depositExample : null,
      wallet: async () => examples.walletExample,
      grossDeposits: async () => ({ day: '5000', week: '5000', month: '5000' }),
      statement: async () => examples.statementExample,
    },
    betting: {
      quote: async () => examples.quoteExample,
      async placeBet(_caller, key, request) {
        const body = JSON.stringify(request);
        if ((placed.get(key) ?? body) !== body) {
          throw new ServiceRefusal('idempotency-key-reused', 'Use a new key for a new bet.');
        }
        placed.set(key, body);
        return { ...examples.betExample, key };
      },
      betById: async (_caller, id) => (id === examples.betExample.id ? examples.betExample : null),
      betByKey: async (_caller, key) => (placed.has(key) ? { ...examples.betExample, key } : null),
      bets: async () => examples.betsExample,
      applyMarkets: async () => undefined,
      applyResults: async () => undefined,
    },
    operator: { audit: async () => examples.auditExample },
  };
  return {
    ...services,
    set(service, method, operation) {
      services[service][method] = operation;
    },
  };
}
