import { KernelError, type KernelErrorCode } from '../error.ts';

/** A JSON object of which every key has been recognised. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * Takes a JSON object apart by a list of known names. A name that is not on the list is refused, so
 * `__proto__` and a misspelt field end alike; the copy has no prototype to reach.
 */
export function readFields(value: unknown, known: readonly string[], path: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new KernelError('FIELD_INVALID', 'expected an object', path);
  }
  const fields: Record<string, unknown> = Object.create(null);
  for (const name of Object.keys(value)) {
    if (!known.includes(name)) {
      const shown = JSON.stringify(name.slice(0, 40));
      throw new KernelError('FIELD_UNKNOWN', `${shown} is not a field here`, path);
    }
    fields[name] = Reflect.get(value, name);
  }
  return fields;
}

export function requireText(fields: Fields, name: string, maxLength = 200): string {
  const value = fields[name];
  if (value === undefined) throw missing(name);
  if (typeof value !== 'string' || value.length === 0 || value.length > maxLength) {
    throw invalid(name, `expected a text of 1 to ${maxLength} characters`);
  }
  return value;
}

export function optionalText(fields: Fields, name: string, maxLength = 200): string | undefined {
  return fields[name] === undefined ? undefined : requireText(fields, name, maxLength);
}

export function optionalFlag(fields: Fields, name: string): boolean {
  const value = fields[name] ?? false;
  if (typeof value !== 'boolean' || fields[name] === null) {
    throw invalid(name, 'expected true or false');
  }
  return value;
}

export function requireWhole(fields: Fields, name: string): number {
  const value = fields[name];
  if (value === undefined) throw missing(name);
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    throw invalid(name, 'expected a whole number');
  }
  return value;
}

/** One of a list of words. `code` is what a wrong word is refused with. */
export function oneOf<Word extends string>(
  text: string,
  words: readonly Word[],
  name: string,
  code: KernelErrorCode = 'FIELD_INVALID',
): Word {
  const word = words.find((candidate) => candidate === text);
  if (word !== undefined) return word;
  throw new KernelError(code, `expected one of ${words.join(', ')}`, name);
}

export function requireList(value: unknown, name: string, most: number): readonly unknown[] {
  if (value === undefined) throw missing(name);
  if (!Array.isArray(value)) throw invalid(name, 'expected a list');
  if (value.length > most) throw invalid(name, `expected at most ${most} entries`);
  return value;
}

function missing(name: string): KernelError {
  return new KernelError('FIELD_MISSING', 'the field is required', name);
}

function invalid(name: string, message: string): KernelError {
  return new KernelError('FIELD_INVALID', message, name);
}
