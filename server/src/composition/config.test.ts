import { describe, expect, it } from 'vitest';
import { type ConfigSources, loadConfig, shownValue } from './config.ts';

const defaults = `
[server]
port = 7700
host = "127.0.0.1"
public = false
[database]
url = ""
[demo]
bettor_password = "secret-one"
[limits.EUR]
stake_min = "0.10"
`;

const load = (sources: Partial<ConfigSources> = {}) =>
  loadConfig({ defaults, env: {}, flags: [], ...sources });
const sourceOf = (config: ReturnType<typeof load>, key: string) =>
  config.settings.find((setting) => setting.key === key)?.source;

describe('settings', () => {
  it('come from the default file', () => {
    const config = load();
    expect(config.integer('server.port', { min: 0, max: 65_535 })).toBe(7700);
    expect(config.text('server.host')).toBe('127.0.0.1');
    expect(sourceOf(config, 'server.port')).toBe('default');
  });

  it('are overridden by file, environment and flag, in this order', () => {
    const file = { name: 'my.toml', text: '[server]\nport = 1\nhost = "a"\npublic = true' };
    const env = { WINNEX_SERVER_PORT: '2', WINNEX_SERVER_HOST: 'b' };
    const config = load({ file, env, flags: ['server.port=3'] });
    expect(config.integer('server.port', { min: 0, max: 9 })).toBe(3);
    expect(config.text('server.host')).toBe('b');
    expect(config.bool('server.public')).toBe(true);
    expect(sourceOf(config, 'server.port')).toBe('flag');
    expect(sourceOf(config, 'server.host')).toBe('environment WINNEX_SERVER_HOST');
    expect(sourceOf(config, 'server.public')).toBe('file my.toml');
  });

  it('know DATABASE_URL by its usual name, and never show its password', () => {
    const config = load({ env: { DATABASE_URL: 'postgres://me:hush@db/winnex' } });
    const setting = config.settings.find(({ key }) => key === 'database.url');
    expect(setting && shownValue(setting)).toBe('"postgres://me:[secret]@db/winnex"');
    const password = config.settings.find(({ key }) => key === 'demo.bettor_password');
    expect(password && shownValue(password)).toBe('[secret]');
  });

  it('may add a currency, and nothing else', () => {
    const config = load({ flags: ['limits.SEK.stake_min=1.00'] });
    expect(config.tables('limits')).toEqual(['EUR', 'SEK']);
    expect(() => load({ flags: ['limits.SEK.stake=1'] })).toThrow('There is no setting');
  });

  it.each([
    ['an unknown key', { flags: ['server.prot=1'] }, 'There is no setting server.prot (flag).'],
    [
      'an unknown variable',
      { env: { WINNEX_SERVE_PORT: '1' } },
      'There is no setting WINNEX_SERVE_PORT (environment). Did you mean server.port?',
    ],
    ['a wrong type', { env: { WINNEX_SERVER_PORT: 'x' } }, 'must be a number, such as 7700'],
    ['a flag without a value', { flags: ['server.port'] }, '--set takes key=value'],
    [
      'broken TOML',
      { file: { name: 'my.toml', text: '[server\nport=1' } },
      /^my\.toml is not valid TOML at line 1, column \d+: .+\.$/,
    ],
  ])('refuse %s in one sentence', (_case, sources, message) => {
    expect(() => load(sources)).toThrow(message);
  });

  it('refuse a number out of bounds, naming where it came from', () => {
    const config = load({ flags: ['server.port=70000'] });
    expect(() => config.integer('server.port', { min: 0, max: 65_535 })).toThrow(
      'Setting server.port is 70000 (flag); it must be a number from 0 to 65535.',
    );
  });
});
