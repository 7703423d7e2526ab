import type { Pool } from 'pg';
import { postgresEventWaker } from '../platform/adapters/postgres/event-waker.ts';
import type { Broadcast } from '../platform/ports/broadcast.ts';
import type { Clock } from '../platform/ports/clock.ts';
import type { Ids } from '../platform/ports/ids.ts';
import type { Random } from '../platform/ports/random.ts';
import type { Logger } from '../platform/telemetry/logger.ts';
import { type BettingService, createBettingService } from '../services/betting/index.ts';
import { createOddsService, type OddsService, type OddsSettings } from '../services/odds/index.ts';
import {
  createPaymentService,
  type PaymentService,
  sandboxProvider,
} from '../services/payment/index.ts';
import { createUserService, type UserService } from '../services/user/index.ts';
import type { Config } from './config.ts';
import {
  bettingSettings,
  oddsSettings,
  paymentSettings,
  userSettings,
} from './service-settings.ts';

/** Everything the services take from the world: a simulator passes its own. */
export interface World {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly logger: Logger;
  readonly broadcast: Broadcast;
}

/** The services of a book, wired to each other by their operations. */
export interface Book {
  readonly user: UserService;
  readonly payment: PaymentService;
  readonly betting: BettingService;
  readonly odds: OddsService;
}

/** Makes the services; starts nothing. */
export function createBook(
  config: Config,
  world: World,
  oddsOverrides: Partial<OddsSettings> = {},
): Book {
  const part = (service: string) => ({ ...world, logger: world.logger.child({ service }) });
  const user = createUserService({ ...part('user'), settings: userSettings(config) });
  const { permissions } = user.operations;
  const payment = createPaymentService({
    ...part('payment'),
    provider: sandboxProvider(world.clock),
    permissions,
    settings: paymentSettings(config),
  });
  const waker = postgresEventWaker(world.pool, 'betting', world.logger);
  const betting = createBettingService({
    ...part('betting'),
    permissions,
    onCommitted: waker.wake,
    settings: bettingSettings(config),
  });
  const odds = createOddsService({
    ...world,
    betting: betting.operations,
    settings: { ...oddsSettings(config), ...oddsOverrides },
  });
  return { user, payment, betting, odds };
}
