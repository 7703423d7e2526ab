import { createGateway } from '../gateway/index.ts';
import { memoryBroadcast } from '../platform/adapters/memory/broadcast.ts';
import { systemClock } from '../platform/adapters/system/clock.ts';
import { systemIds } from '../platform/adapters/system/ids.ts';
import { systemRandom } from '../platform/adapters/system/random.ts';
import type { Logger } from '../platform/telemetry/logger.ts';
import { createMetrics } from '../platform/telemetry/metrics.ts';
import { simulatedSeason } from '../services/odds/feeds/simulated-season/simulated-season.ts';
import { auditBooks } from './audit-books.ts';
import { type Book, createBook, type World } from './book.ts';
import { countBook } from './book-metrics.ts';
import type { Config } from './config.ts';
import { demoAccounts } from './demo-accounts.ts';
import { createLifecycle } from './lifecycle.ts';
import { type Database, openDatabase } from './open-database.ts';
import { paths } from './paths.ts';
import { repeatEvery } from './repeat-every.ts';
import { requireFreePort } from './require-free-port.ts';
import { gatewaySettings, seasonSettings } from './service-settings.ts';

/** Every service in one process, serving. */
export interface Application {
  readonly url: string;
  readonly database: Pick<Database, 'kind' | 'version' | 'migrated'>;
  readonly book: Book;
  /** Stops in reverse order of the start: no new request, no lost answer, database last. */
  stop(): Promise<void>;
}

/** Starts everything that the settings name. On a fault, what was started is stopped again. */
export async function startApplication(config: Config, logger: Logger): Promise<Application> {
  const lifecycle = createLifecycle(logger);
  try {
    const settings = gatewaySettings(config);
    await requireFreePort(settings.host, settings.port);
    const database = await openDatabase(config);
    lifecycle.onStop('database', () => database.close());

    const world = systemWorld(database.pool, logger);
    lifecycle.onStop('broadcast', () => world.broadcast.close());
    const book = createBook(config, world);
    lifecycle.onStop('betting', () => book.betting.drain());
    if (config.bool('demo.accounts')) await makeDemoAccounts(config, book);
    else await book.user.lockDemoAccounts();

    const housekeeping = repeatEvery(world.clock, 3_600_000, () => book.user.housekeep(), logger);
    lifecycle.onStop('housekeeping', housekeeping.stop);
    book.payment.start();
    lifecycle.onStop('payment', () => book.payment.stop());
    await book.odds.start();
    lifecycle.onStop('odds', () => book.odds.stop());

    const metrics = createMetrics();
    countBook(metrics, book);
    const gateway = await createGateway({
      operations: {
        user: book.user.operations,
        odds: book.odds.operations,
        payment: book.payment.operations,
        betting: book.betting.operations,
        operator: { audit: () => auditBooks(database.pool) },
      },
      ...world,
      metrics,
      settings,
      readiness: () => readiness(database, book),
      webRoot: paths.web,
      demoAccounts: demoAccounts(config),
    });
    lifecycle.onStop('gateway', () => gateway.drain());
    const { url } = await gateway.listen();
    if (config.bool('season.enabled'))
      await book.odds.runFeed(simulatedSeason(seasonSettings(config)));
    return { url, database, book, stop: lifecycle.stop };
  } catch (error) {
    await lifecycle.stop();
    throw error;
  }
}

/** The real world: the machine's clock, cryptographic randomness. */
export function systemWorld(pool: World['pool'], logger: Logger): World {
  const clock = systemClock();
  const random = systemRandom();
  return {
    pool,
    clock,
    random,
    ids: systemIds(clock, random),
    logger,
    broadcast: memoryBroadcast(logger),
  };
}

async function readiness(
  database: Database,
  book: Book,
): Promise<{ ready: boolean; reasons: string[] }> {
  const reasons: string[] = [];
  await database.pool.query('select 1').catch(() => reasons.push('the database does not answer'));
  if (!book.odds.marketsOpen()) reasons.push('no feed is up yet');
  return { ready: reasons.length === 0, reasons };
}

async function makeDemoAccounts(config: Config, book: Book): Promise<void> {
  await book.user.ensureDemoAccounts({
    bettorPassword: config.text('demo.bettor_password'),
    operatorPassword: config.text('demo.operator_password'),
    country: config.text('demo.country'),
    currency: config.text('demo.currency'),
  });
}
