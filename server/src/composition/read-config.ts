import { readFileSync } from 'node:fs';
import { type Config, loadConfig } from './config.ts';
import { StartFault } from './fault.ts';
import { paths } from './paths.ts';

/** What every command takes on its command line. */
export interface CommandOptions {
  readonly config?: string;
  readonly set: readonly string[];
  readonly dataDir?: string;
}

/** The settings in force for a command: the one place that reads the environment. */
export function readConfig(options: CommandOptions): Config {
  const flags = [...options.set];
  if (options.dataDir !== undefined) flags.push(`data.dir=${options.dataDir}`);
  return loadConfig({
    defaults: readFileSync(paths.defaults, 'utf8'),
    ...(options.config === undefined ? {} : { file: readSettingsFile(options.config) }),
    env: process.env,
    flags,
  });
}

/** True in continuous integration and pipes: no colours, machine-readable logs. */
export function isTerminal(): boolean {
  return process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
}

function readSettingsFile(name: string): { name: string; text: string } {
  try {
    return { name, text: readFileSync(name, 'utf8') };
  } catch (error) {
    throw new StartFault('SETTINGS_UNREADABLE', `The settings file ${name} cannot be read.`, {
      cause: error,
    });
  }
}
