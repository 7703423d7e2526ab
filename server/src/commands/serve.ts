import { startApplication } from '../composition/application.ts';
import type { Config } from '../composition/config.ts';
import { demoAccounts } from '../composition/demo-accounts.ts';
import { type CommandOptions, isTerminal, readConfig } from '../composition/read-config.ts';
import { createLogger } from '../platform/telemetry/logger.ts';

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** `winnex serve`: runs the book until it is told to stop. */
export async function serveCommand(
  options: CommandOptions & { readonly port?: string },
): Promise<void> {
  const set =
    options.port === undefined ? options.set : [...options.set, `server.port=${options.port}`];
  const config = readConfig({ ...options, set });
  const format = config.oneOf('log.format', ['auto', 'json', 'pretty']);
  const logger = createLogger({
    level: config.oneOf('log.level', levels),
    format: format === 'auto' ? (isTerminal() ? 'pretty' : 'json') : format,
  });
  const stopRequested = signalled(['SIGINT', 'SIGTERM']);
  const startedAt = performance.now();
  const application = await startApplication(config, logger);
  console.log(banner(config, application, (performance.now() - startedAt) / 1_000));

  await stopRequested;
  console.log('\nStopping: requests in flight are finished first. Ctrl-C again stops at once.');
  process.once('SIGINT', () => process.exit(130));
  await application.stop();
  console.log('Stopped.');
}

/** Resolves at the first of these signals. */
function signalled(signals: readonly NodeJS.Signals[]): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve());
  });
}

/** Ninety minutes, half time and added time at the speed of the season. */
function matchSeconds(config: Config): number {
  return Math.round((110 * 60) / config.number('season.speed', { min: 1, max: 3_600 }));
}

function banner(
  config: Config,
  application: Awaited<ReturnType<typeof startApplication>>,
  seconds: number,
): string {
  const { url, database } = application;
  const store = {
    embedded: `embedded PostgreSQL ${database.version}, data in ${config.text('data.dir')}`,
    adopted: `embedded PostgreSQL ${database.version} (it was still running), data in ${config.text('data.dir')}`,
    url: `PostgreSQL ${database.version} of DATABASE_URL`,
  }[database.kind];
  const accounts = demoAccounts(config).map(
    ({ role, email, password }) => `  ${role.padEnd(9)} ${email}   ${password}`,
  );
  return [
    '',
    `  Winnex is open for bets at ${url}   (started in ${seconds.toFixed(1)} s)`,
    '',
    `  Database  ${store}`,
    `  API       ${url}/docs   OpenAPI 3.1: ${url}/openapi.json`,
    `  Health    ${url}/readyz   ${url}/metrics`,
    ...(accounts.length === 0 ? [] : ['', '  Demo accounts', ...accounts]),
    '',
    `  Try next: open the page, ${accounts.length === 0 ? 'open an account' : 'sign in as the bettor'}, deposit, and back a team that is playing.`,
    ...(config.bool('season.enabled')
      ? [`  A match lasts about ${matchSeconds(config)} seconds.`]
      : []),
    '  "npm run winnex -- audit" proves the books at any time.',
    '  Ctrl-C stops everything.',
    '',
  ].join('\n');
}
