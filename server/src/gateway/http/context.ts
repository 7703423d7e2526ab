import type { Caller, DemoAccountList } from '@winnex/contracts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { Logger } from '../../platform/telemetry/logger.ts';
import type { Metrics } from '../../platform/telemetry/metrics.ts';
import type { GatewayOperations, Readiness } from '../services.ts';
import type { GatewaySettings } from '../settings.ts';

/** What the HTTP side is given. */
export interface HttpContext {
  readonly operations: GatewayOperations;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly settings: GatewaySettings;
  /** Asked at each `/readyz`. */
  readonly readiness: () => Promise<Readiness> | Readiness;
  /** Folder of the built web page. */
  readonly webRoot: string;
  /** Shown to everybody as accounts to try; empty where real money moves. */
  readonly demoAccounts: DemoAccountList['accounts'];
  /** True once the server is stopping. */
  readonly draining: () => boolean;
}

/** Who may call a route. `user` is anyone signed in. */
export type Access = 'public' | 'user' | 'bettor' | 'operator';

/** Which rate limits count a route besides the general ones; `none` is not counted at all. */
export type RateClass = 'auth' | 'bets' | 'none';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    access?: Access;
    rateClass?: RateClass;
    /** Seconds that anyone may keep the answer; absent means that nobody may. */
    cacheSeconds?: number;
  }
}
