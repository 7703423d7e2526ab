import { isIP } from 'node:net';
import type { Config } from './config.ts';
import { StartFault } from './fault.ts';
import {
  bettingSettings,
  databaseSettings,
  gatewaySettings,
  oddsSettings,
  paymentSettings,
  seasonSettings,
  userSettings,
} from './service-settings.ts';

/** Judges every setting, so that a broken one stops a command before it has made anything. */
export function requireSettings(config: Config): void {
  databaseSettings(config);
  gatewaySettings(config);
  userSettings(config);
  paymentSettings(config);
  bettingSettings(config);
  oddsSettings(config);
  seasonSettings(config);
  for (const [holds, message] of rules(config)) {
    if (!holds) throw new StartFault('SETTING_INVALID', message);
  }
}

/** What the bounds of a single setting cannot say. */
function rules(config: Config): (readonly [holds: boolean, message: string])[] {
  const number = (key: string) => config.number(key, { min: 0, max: Number.MAX_SAFE_INTEGER });
  const keySecret = config.text('session.key_secret');
  const currencies = config.tables('limits').join(', ');
  return [
    [
      number('password.memory_kib') >= 8 * number('password.parallelism'),
      'Setting password.memory_kib must be at least 8 times password.parallelism: argon2 needs that.',
    ],
    [
      number('sign_in.forget_after_ms') > number('sign_in.back_off_max_ms'),
      'Setting sign_in.forget_after_ms must be longer than sign_in.back_off_max_ms.',
    ],
    [
      keySecret === '' || keySecret.length >= 32,
      'Setting session.key_secret is too short: give it 32 characters or more, or none.',
    ],
    [
      config.list('server.trust_proxy').every(isNetwork),
      'Setting server.trust_proxy must be IP addresses or networks, such as "10.0.0.0/8".',
    ],
    [
      /^(https?:.*)?$/.test(config.text('server.public_url')),
      'Setting server.public_url must begin with http: or https:.',
    ],
    [
      config.list('server.allowed_origins').every(isOrigin),
      'Setting server.allowed_origins must be origins, such as "https://bets.example".',
    ],
    [
      !config.bool('demo.accounts') ||
        config.tables('limits').includes(config.text('demo.currency')),
      `Setting demo.currency must be one of ${currencies}: bets are taken in these.`,
    ],
  ];
}

function isNetwork(text: string): boolean {
  const [address = '', bits] = text.split('/');
  const version = isIP(address);
  if (/^(loopback|linklocal|uniquelocal)$/.test(text)) return true;
  if (version === 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
  );
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}
