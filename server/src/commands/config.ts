import { shownValue } from '../composition/config.ts';
import { type CommandOptions, readConfig } from '../composition/read-config.ts';
import { textTable } from './table.ts';

/** `winnex config`: each setting in force, and where it came from. */
export function configCommand(options: CommandOptions & { readonly json?: boolean }): void {
  const { settings } = readConfig(options);
  if (options.json === true) {
    const shown = settings.map((setting) => ({ ...setting, value: shownValue(setting) }));
    console.log(JSON.stringify(shown, null, 2));
    return;
  }
  const rows = settings.map((setting) => [setting.key, shownValue(setting), setting.source]);
  console.log(textTable(['setting', 'value', 'from'], rows));
}
