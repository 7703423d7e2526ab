import { parse, TomlError } from 'smol-toml';
import { StartFault } from './fault.ts';

export type SettingValue = string | number | boolean;

/** One setting as it is in force, and where its value came from. */
export interface Setting {
  readonly key: string;
  readonly value: SettingValue;
  /** `default`, `file my.toml`, `environment WINNEX_SERVER_PORT` or `flag`. */
  readonly source: string;
}

export interface ConfigSources {
  /** Text of winnex.default.toml: it says which settings exist, and of what type. */
  readonly defaults: string;
  readonly file?: { readonly name: string; readonly text: string };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `key=value` pairs from the command line. */
  readonly flags: readonly string[];
}

export interface Config {
  readonly settings: readonly Setting[];
  text(key: string): string;
  bool(key: string): boolean;
  /** A whole number within the bounds, both included. */
  integer(key: string, bounds: { readonly min: number; readonly max: number }): number;
  number(key: string, bounds: { readonly min: number; readonly max: number }): number;
  oneOf<Choice extends string>(key: string, choices: readonly Choice[]): Choice;
  /** A text of names with commas between them; spaces around a name do not count. */
  list(key: string): string[];
  /** Names of the tables below a key: `limits` gives `EUR`, `GBP` ... */
  tables(key: string): string[];
}

/** Settings whose value is never shown. */
const secretKeys = /(^|[._])(password|secret|token)$/;

/** Reads the settings from all sources. A broken or unknown one is a fault in one sentence. */
export function loadConfig(sources: ConfigSources): Config {
  const settings = new Map<string, Setting>();
  for (const [key, value] of flatten(parseToml('winnex.default.toml', sources.defaults))) {
    settings.set(key, { key, value, source: 'default' });
  }
  const override = (key: string, value: SettingValue, source: string) => {
    const known = settings.get(key);
    if (known === undefined && !newTable(settings, key))
      throw unknownSetting(key, source, settings);
    if (known !== undefined && typeof known.value !== typeof value) {
      throw new StartFault(
        'SETTING_INVALID',
        `Setting ${key} (${source}) must be a ${typeof known.value}, such as ${show(known.value)}.`,
      );
    }
    settings.set(key, { key, value, source });
  };

  if (sources.file !== undefined) {
    const { name, text } = sources.file;
    for (const [key, value] of flatten(parseToml(name, text))) override(key, value, `file ${name}`);
  }
  const byVariable = new Map([...settings.keys()].map((key) => [variableOf(key), key]));
  byVariable.set('DATABASE_URL', 'database.url');
  for (const [name, text] of Object.entries(sources.env)) {
    if (text === undefined) continue;
    const key = byVariable.get(name);
    if (key !== undefined) override(key, readAs(settings.get(key), text), `environment ${name}`);
    else if (name.startsWith('WINNEX_') && !name.startsWith('WINNEX_TEST_')) {
      throw unknownSetting(name, 'environment', settings);
    }
  }
  for (const flag of sources.flags) {
    const at = flag.indexOf('=');
    if (at < 1) throw new StartFault('SETTING_INVALID', `--set takes key=value, not "${flag}".`);
    const key = flag.slice(0, at).trim();
    override(key, readAs(settings.get(key), flag.slice(at + 1).trim()), 'flag');
  }
  return reader(settings);
}

/** A value for people: secrets and passwords inside URLs are masked. */
export function shownValue(setting: Setting): string {
  if (secretKeys.test(setting.key) && setting.value !== '') return '[secret]';
  return show(setting.value).replace(/(:\/\/[^:/@\s]+:)[^@\s]+@/, '$1[secret]@');
}

function reader(settings: ReadonlyMap<string, Setting>): Config {
  const find = (key: string): Setting => {
    const setting = settings.get(key);
    if (setting === undefined)
      throw new StartFault('SETTING_MISSING', `Setting ${key} is missing.`);
    return setting;
  };
  const refuse = (setting: Setting, wanted: string) =>
    new StartFault(
      'SETTING_INVALID',
      `Setting ${setting.key} is ${shownValue(setting)} (${setting.source}); it must be ${wanted}.`,
    );
  const number = (key: string, bounds: { min: number; max: number }) => {
    const setting = find(key);
    const { value } = setting;
    if (typeof value !== 'number' || !(value >= bounds.min && value <= bounds.max)) {
      throw refuse(setting, `a number from ${bounds.min} to ${bounds.max}`);
    }
    return value;
  };
  return {
    settings: [...settings.values()],
    text: (key) => String(find(key).value),
    bool: (key) => find(key).value === true,
    number,
    integer(key, bounds) {
      const value = number(key, bounds);
      if (!Number.isSafeInteger(value)) throw refuse(find(key), 'a whole number');
      return value;
    },
    oneOf(key, choices) {
      const setting = find(key);
      const choice = choices.find((candidate) => candidate === setting.value);
      if (choice === undefined) throw refuse(setting, `one of ${choices.join(', ')}`);
      return choice;
    },
    list(key) {
      const names = String(find(key).value).split(',');
      return names.map((name) => name.trim()).filter((name) => name !== '');
    },
    tables(key) {
      const names = [...settings.keys()]
        .filter((candidate) => candidate.startsWith(`${key}.`))
        .map((candidate) => candidate.slice(key.length + 1).split('.')[0] as string);
      return [...new Set(names)];
    },
  };
}

function parseToml(name: string, text: string): Record<string, unknown> {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [reason] = error.message.replace('Invalid TOML document: ', '').split('\n');
    throw new StartFault(
      'SETTINGS_UNREADABLE',
      `${name} is not valid TOML at line ${error.line}, column ${error.column}: ${reason}.`,
    );
  }
}

function* flatten(
  table: Record<string, unknown>,
  prefix = '',
): Generator<readonly [string, SettingValue]> {
  for (const [name, value] of Object.entries(table)) {
    const key = `${prefix}${name}`;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      yield [key, value];
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      yield* flatten(value as Record<string, unknown>, `${key}.`);
    } else {
      throw new StartFault(
        'SETTING_INVALID',
        `Setting ${key} must be a text, a number or a boolean.`,
      );
    }
  }
}

function variableOf(key: string): string {
  return `WINNEX_${key.replaceAll('.', '_').toUpperCase()}`;
}

function readAs(known: Setting | undefined, text: string): SettingValue {
  if (typeof known?.value === 'number') {
    const number = Number(text.replaceAll('_', ''));
    return text.trim() === '' || Number.isNaN(number) ? text : number;
  }
  if (typeof known?.value === 'boolean' && (text === 'true' || text === 'false')) {
    return text === 'true';
  }
  return text;
}

/** Currencies are the one open table: [limits.SEK] may be added. */
function newTable(settings: ReadonlyMap<string, Setting>, key: string): boolean {
  const match = /^limits\.[A-Z]{3}\.(\w+)$/.exec(key);
  return match !== null && settings.has(`limits.EUR.${match[1]}`);
}

function unknownSetting(
  key: string,
  source: string,
  settings: ReadonlyMap<string, Setting>,
): StartFault {
  const wanted = key
    .toLowerCase()
    .replace(/^winnex_/, '')
    .replaceAll('_', '.');
  const last = wanted.split('.').at(-1) ?? '';
  const near =
    last.length < 3 ? [] : [...settings.keys()].filter((known) => known.includes(last)).slice(0, 3);
  const hint = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
  return new StartFault(
    'SETTING_UNKNOWN',
    `There is no setting ${key} (${source}).${hint} "winnex config" lists them all.`,
  );
}

function show(value: SettingValue): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}
