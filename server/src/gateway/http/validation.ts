import type { FastifySchemaCompiler, FastifySchemaValidationError } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';

/** Thrown by the validator; the problem mapper reads `errors`. */
export class RequestInvalid extends Error {
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];

  constructor(errors: readonly { readonly pointer: string; readonly detail: string }[]) {
    super('the request does not match its schema');
    this.name = 'RequestInvalid';
    this.errors = errors;
  }
}

const ERRORS_MAX = 20;

/**
 * Validation as it stands in the schema: nothing is dropped, and a body is never converted. Text
 * from a URL becomes the number that its schema asks for, and absent parameters get their default.
 */
export const compileValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const validator = Compile(schema);
  const isBody = httpPart === 'body';
  return (given: unknown) => {
    const value = isBody
      ? given
      : Value.Default(schema, Value.Convert(schema, { ...Object(given) }));
    if (validator.Check(value)) return { value };
    return { error: new RequestInvalid(describe(validator.Errors(value), httpPart ?? 'body')) };
  };
};

type SchemaError = Pick<
  FastifySchemaValidationError,
  'instancePath' | 'message' | 'keyword' | 'schemaPath'
> & { readonly params: object };

function describe(
  errors: readonly SchemaError[],
  httpPart: string,
): { pointer: string; detail: string }[] {
  const prefix = httpPart === 'body' ? '' : `/${httpPart}`;
  const byPointer = new Map<string, string>();
  for (const error of errors) {
    // What each branch of a choice says is noise (the choice itself is reported), and so is the
    // second report of an unknown field.
    if (error.schemaPath.includes('/anyOf/') || error.keyword === 'boolean') continue;
    for (const [path, detail] of perField(error, errors)) {
      if (!byPointer.has(path)) byPointer.set(path, detail);
    }
  }
  return [...byPointer]
    .slice(0, ERRORS_MAX)
    .map(([path, detail]) => ({ pointer: `${prefix}${path}`, detail }));
}

/** One entry per field where the validator names several in one. */
function perField(error: SchemaError, all: readonly SchemaError[]): [string, string][] {
  const { keyword, instancePath, params, message = 'is not valid' } = error;
  if ('additionalProperties' in params && Array.isArray(params.additionalProperties)) {
    return params.additionalProperties.map((name) => [
      child(instancePath, name),
      'is not a known field',
    ]);
  }
  if ('requiredProperties' in params && Array.isArray(params.requiredProperties)) {
    return params.requiredProperties.map((name) => [child(instancePath, name), 'is required']);
  }
  if (keyword === 'anyOf' || keyword === 'const') {
    return [[instancePath, `must be ${allowedValues(instancePath, all) || 'an allowed value'}`]];
  }
  return [[instancePath, message]];
}

function allowedValues(path: string, errors: readonly SchemaError[]): string {
  return errors
    .filter(({ keyword, instancePath }) => keyword === 'const' && instancePath === path)
    .map(({ params }) => ('allowedValue' in params ? JSON.stringify(params.allowedValue) : ''))
    .join(' or ');
}

/** RFC 6901: `~` and `/` inside a name are escaped. */
function child(path: string, name: unknown): string {
  return `${path}/${String(name).slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
