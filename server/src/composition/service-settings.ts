import { currencyDecimals, formatMoney, KernelError, money, parseMoney } from '@winnex/kernel';
import type { GatewaySettings } from '../gateway/index.ts';
import type { BettingSettings } from '../services/betting/index.ts';
import type { SimulatedSeasonSettings } from '../services/odds/feeds/simulated-season/settings.ts';
import { defaultSimulatedSeasonSettings } from '../services/odds/feeds/simulated-season/settings.ts';
import type { OddsSettings } from '../services/odds/index.ts';
import type { PaymentSettings } from '../services/payment/index.ts';
import type { UserSettings } from '../services/user/index.ts';
import type { Config } from './config.ts';
import { StartFault } from './fault.ts';

const day = 86_400_000;
const count = { min: 1, max: 1_000_000 };
const time = { min: 0, max: 366 * day };
const bytes = { min: 1_024, max: 1_073_741_824 };

export function databaseSettings(config: Config) {
  return {
    connectionsMax: config.integer('database.connections_max', { min: 2, max: 500 }),
    statementTimeoutMs: config.integer('database.statement_timeout_ms', {
      min: 100,
      max: 3_600_000,
    }),
  };
}

export function gatewaySettings(config: Config): GatewaySettings {
  const trustProxy = config.text('server.trust_proxy');
  return {
    host: config.text('server.host'),
    port: config.integer('server.port', { min: 0, max: 65_535 }),
    trustProxy: trustProxy === '' ? false : trustProxy,
    secureCookies: config.text('server.public_url').startsWith('https:'),
    allowedOrigins: [...config.list('server.allowed_origins'), ...publicOrigin(config)],
    metricsAccess: config.oneOf('server.metrics_access', ['loopback', 'everyone']),
    bodyBytesMax: config.integer('server.body_max_bytes', bytes),
    handlerTimeoutMs: config.integer('server.handler_timeout_ms', { min: 100, max: 600_000 }),
    requestTimeoutMs: config.integer('server.request_timeout_ms', { min: 100, max: 600_000 }),
    keepAliveTimeoutMs: config.integer('server.keep_alive_timeout_ms', { min: 0, max: 600_000 }),
    drainTimeoutMs: config.integer('server.drain_timeout_ms', { min: 0, max: 600_000 }),
    rateLimits: {
      windowMs: config.integer('rate_limit.window_ms', { min: 1_000, max: day }),
      addressMax: config.integer('rate_limit.address_max', count),
      authAddressMax: config.integer('rate_limit.auth_address_max', count),
      userMax: config.integer('rate_limit.user_max', count),
      betUserMax: config.integer('rate_limit.bet_user_max', count),
    },
    socket: {
      conflateMs: config.integer('socket.conflate_ms', { min: 0, max: 10_000 }),
      heartbeatMs: config.integer('socket.heartbeat_ms', { min: 1_000, max: 600_000 }),
      resyncMs: config.integer('socket.resync_ms', { min: 1_000, max: 600_000 }),
      topicsMax: config.integer('socket.topics_max', count),
      messageBytesMax: config.integer('socket.message_max_bytes', bytes),
      messagesPerSecondMax: config.integer('socket.messages_per_second_max', count),
      socketsPerAddressMax: config.integer('socket.sockets_per_address_max', count),
      socketsMax: config.integer('socket.sockets_max', count),
      bufferedBytesMax: config.integer('socket.buffered_max_bytes', bytes),
    },
  };
}

export function userSettings(config: Config): UserSettings {
  const keySecret = config.text('session.key_secret');
  return {
    registration: {
      countries: config.list('registration.countries'),
      currencies: config.tables('limits'),
      minimumAge: config.integer('registration.minimum_age', { min: 18, max: 99 }),
    },
    password: {
      memoryKib: config.integer('password.memory_kib', { min: 8, max: 4_194_304 }),
      passes: config.integer('password.passes', { min: 1, max: 100 }),
      parallelism: config.integer('password.parallelism', { min: 1, max: 64 }),
    },
    signIn: {
      emailFailuresMax: config.integer('sign_in.email_failures_max', count),
      addressFailuresMax: config.integer('sign_in.address_failures_max', count),
      backOffMs: config.integer('sign_in.back_off_ms', time),
      backOffMsMax: config.integer('sign_in.back_off_max_ms', time),
      forgetAfterMs: config.integer('sign_in.forget_after_ms', time),
    },
    tokens: {
      issuer: 'winnex',
      audience: 'winnex-api',
      accessTtlMs: config.integer('session.access_ttl_ms', { min: 10_000, max: day }),
      refreshIdleMs: config.integer('session.idle_max_ms', time),
      refreshAbsoluteMs: config.integer('session.absolute_max_ms', time),
      refreshGraceMs: config.integer('session.refresh_grace_ms', { min: 0, max: 60_000 }),
      revocationDelayMs: config.integer('session.revocation_delay_ms', { min: 0, max: 60_000 }),
      keyRotationMs: config.integer('session.key_rotation_ms', { min: day, max: 3_660 * day }),
      keySecret: keySecret === '' ? null : keySecret,
      verifiedMax: config.integer('session.verified_max', { min: 0, max: 10_000_000 }),
    },
  };
}

export function paymentSettings(config: Config): PaymentSettings {
  return {
    depositLimits: byCurrency(config, (currency) => ({
      minMinor: amount(config, currency, 'deposit_min'),
      maxMinor: amount(config, currency, 'deposit_max'),
    })),
    providerTimeoutMs: config.integer('deposits.provider_timeout_ms', { min: 100, max: 600_000 }),
    resumeIntervalMs: config.integer('deposits.resume_interval_ms', { min: 100, max: day }),
    resumeBackOffMs: config.integer('deposits.resume_back_off_ms', { min: 100, max: day }),
    resumeBackOffMsMax: config.integer('deposits.resume_back_off_max_ms', { min: 100, max: day }),
  };
}

export function bettingSettings(config: Config): BettingSettings {
  return {
    limits: byCurrency(config, (currency) => ({
      stakeMinMinor: amount(config, currency, 'stake_min'),
      stakeMaxMinor: amount(config, currency, 'stake_max'),
      payoutMaxMinor: amount(config, currency, 'payout_max'),
    })),
    caps: liabilityCaps(config),
    rates: byCurrency(config, (currency) => rateOf(config, currency)),
    rulesVersion: config.text('betting.rules_version'),
    batchMax: config.integer('betting.batch_max', { min: 1, max: 5_000 }),
    waitingMax: config.integer('betting.waiting_max', count),
    settlementPageSize: config.integer('betting.settlement_page', { min: 1, max: 50_000 }),
  };
}

function liabilityCaps(config: Config): BettingSettings['caps'] {
  const currency = config.text('liability.currency');
  const cap = (name: string) => readAmount(config, `liability.${name}`, currency);
  return {
    outcomeMaxMinor: cap('outcome_max'),
    marketMaxMinor: cap('market_max'),
    fixtureMaxMinor: cap('fixture_max'),
  };
}

/** What one minor unit of a currency is in the book's minor units, from its rate in major units. */
function rateOf(config: Config, currency: string): { num: bigint; den: bigint } {
  const key = `limits.${currency}.book_rate`;
  const match = /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(config.text(key));
  const [, whole = '', fraction = ''] = match ?? [];
  const num = BigInt(`${whole}${fraction}` || '0');
  if (num === 0n) {
    throw new StartFault('SETTING_INVALID', `Setting ${key} must be a rate such as "1.17".`);
  }
  const bookDecimals = currencyDecimals(config.text('liability.currency'));
  return {
    num: num * 10n ** BigInt(bookDecimals),
    den: 10n ** BigInt(fraction.length + currencyDecimals(currency)),
  };
}

export function oddsSettings(config: Config): Partial<OddsSettings> {
  return {
    settleAtCertainty: config.integer('feed.settle_at_certainty', { min: 1, max: 2 }) as 1 | 2,
    outcomesMax: config.integer('feed.outcomes_max', { min: 2, max: 100_000 }),
    marketsMax: config.integer('feed.markets_max', { min: 1, max: 100_000 }),
    silenceMs: config.integer('feed.silence_max_ms', { min: 100, max: day }),
    recoveryTimeoutMs: config.integer('feed.recovery_timeout_ms', { min: 100, max: day }),
    recoveryBackOffMsMax: config.integer('feed.recovery_back_off_max_ms', { min: 100, max: day }),
    finishedLingerMs: config.integer('feed.finished_linger_ms', { min: 0, max: day }),
    retentionDays: config.integer('feed.history_retention_hours', { min: 1, max: 876_000 }) / 24,
    batchMax: config.integer('feed.batch_max', { min: 1, max: 100_000 }),
    waitingMax: config.integer('feed.waiting_max', { min: 1, max: 100_000 }),
  };
}

export function seasonSettings(config: Config): SimulatedSeasonSettings {
  return {
    ...defaultSimulatedSeasonSettings,
    seed: config.integer('season.seed', { min: 0, max: Number.MAX_SAFE_INTEGER }),
    speed: config.number('season.speed', { min: 1, max: 3_600 }),
    margin: config.number('season.margin', { min: 0, max: 0.5 }),
    preMatchTickMs: config.integer('season.pre_match_tick_ms', { min: 50, max: day }),
    liveTickMs: config.integer('season.live_tick_ms', { min: 50, max: day }),
    offeredMinutes: config.integer('season.offered_minutes', { min: 1, max: 100_000 }),
  };
}

/** Behind a proxy that rewrites Host, the page's own origin is known by this setting only. */
function publicOrigin(config: Config): string[] {
  const url = config.text('server.public_url');
  if (url === '') return [];
  if (!URL.canParse(url)) {
    throw new StartFault(
      'SETTING_INVALID',
      `Setting server.public_url is "${url}"; it must be a URL.`,
    );
  }
  return [new URL(url).origin];
}

function byCurrency<Limits>(
  config: Config,
  limitsOf: (currency: string) => Limits,
): ReadonlyMap<string, Limits> {
  return new Map(config.tables('limits').map((currency) => [currency, limitsOf(currency)]));
}

/** An amount of `[limits.XXX]` in minor units. A currency that is added must name all of them. */
function amount(config: Config, currency: string, name: string): bigint {
  return readAmount(config, `limits.${currency}.${name}`, currency);
}

function readAmount(config: Config, key: string, currency: string): bigint {
  const text = config.text(key);
  try {
    const { minor } = parseMoney(text, currency);
    if (minor > 0n) return minor;
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
  }
  throw new StartFault(
    'SETTING_INVALID',
    `Setting ${key} is "${text}"; it must be an amount such as "${formatMoney(money(1_000n, currency))}".`,
  );
}
