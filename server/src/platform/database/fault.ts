/**
 * What can be wrong with the database, one code per thing that a person or a caller does about it.
 */
export type DatabaseFaultCode =
  | 'account-missing'
  | 'binaries-missing'
  | 'data-dir-damaged'
  | 'data-dir-in-use'
  | 'data-dir-not-writable'
  | 'data-version-mismatch'
  | 'disk-full'
  | 'port-unavailable'
  | 'start-failed'
  | 'start-timeout'
  | 'database-url-invalid'
  | 'database-unreachable'
  | 'database-login-refused'
  | 'database-not-found'
  | 'server-too-old'
  | 'server-unsuitable'
  | 'connection-lost'
  | 'commit-outcome-unknown'
  | 'transaction-aborted'
  | 'migration-file-invalid'
  | 'migration-edited'
  | 'migration-unknown'
  | 'migration-failed';

/**
 * A fault of the database: the message is one sentence that says what is wrong and what to do, fit
 * to be printed without a stack trace. `retryable` says whether the same call may succeed later and
 * is safe to repeat.
 */
export class DatabaseFault extends Error {
  readonly code: DatabaseFaultCode;
  readonly retryable: boolean;

  constructor(
    code: DatabaseFaultCode,
    message: string,
    options: { retryable?: boolean; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'DatabaseFault';
    this.code = code;
    this.retryable = options.retryable ?? false;
  }
}

/** The `code` of a Node.js or PostgreSQL error, or an empty string. */
export const errorCode = (error: unknown): string => {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : '';
};

/** The message of anything thrown, on one line. */
export const errorMessage = (error: unknown): string =>
  (error instanceof Error ? error.message || errorCode(error) || error.name : String(error))
    .replace(/\s+/g, ' ')
    .trim();
