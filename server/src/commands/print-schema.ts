import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { StartFault } from '../composition/fault.ts';

/** Prints one of the published JSON Schemas of the kernel; `schemas` maps the words to choose from. */
export function printSchema(
  wanted: string | true,
  schemas: Readonly<Record<string, string>>,
): void {
  const names = Object.keys(schemas);
  const name = wanted === true ? names[0]! : wanted;
  if (!Object.hasOwn(schemas, name)) {
    throw new StartFault('OPTION_INVALID', `--schema is one of ${names.join(', ')}.`);
  }
  const file = import.meta.resolve(`@winnex/kernel/schemas/${schemas[name]}.schema.json`);
  process.stdout.write(readFileSync(fileURLToPath(file), 'utf8'));
}
