import { DatabaseFault, errorCode, errorMessage } from './fault.ts';

/** Where a URL leads, without its password, for messages. */
export interface DatabaseTarget {
  readonly host: string;
  readonly database: string;
  readonly user: string;
}

/**
 * Reads a database URL far enough to name it in messages and to refuse what cannot be one.
 * @throws DatabaseFault `database-url-invalid`
 */
export function parseDatabaseUrl(url: string): DatabaseTarget {
  let parsed: URL | undefined;
  try {
    parsed = new URL(url);
    // A broken escape shows itself only when it is decoded.
    decodeURIComponent(`${parsed.pathname}${parsed.username}${parsed.password}`);
  } catch {
    // Said below, without the text: it may hold a password.
    parsed = undefined;
  }
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol)) {
    throw new DatabaseFault(
      'database-url-invalid',
      'DATABASE_URL is not a PostgreSQL address: ' +
        'write it as postgres://user:password@host:5432/database, special characters %-encoded.',
    );
  }
  const socket = parsed.searchParams.get('host');
  return {
    host: socket ?? `${parsed.hostname || 'localhost'}:${parsed.port || '5432'}`,
    database: decodeURIComponent(parsed.pathname.slice(1)) || decodeURIComponent(parsed.username),
    user: decodeURIComponent(parsed.username),
  };
}

const login = (target: DatabaseTarget, reason: string, cause: unknown) =>
  new DatabaseFault(
    'database-login-refused',
    `PostgreSQL at ${target.host} ${reason}: check user and password in DATABASE_URL.`,
    { cause },
  );

const unreachable = (target: DatabaseTarget, reason: string, cause: unknown) =>
  new DatabaseFault(
    'database-unreachable',
    `PostgreSQL at ${target.host} cannot be reached (${reason}): ` +
      'check that it runs and that host and port in DATABASE_URL are right.',
    { cause, retryable: true },
  );

/**
 * Why a connection could not be made, as one sentence; it names host, user and database, never the
 * password.
 */
export function connectionFault(error: unknown, target: DatabaseTarget): DatabaseFault {
  if (error instanceof DatabaseFault) return error;
  const code = errorCode(error);
  const message = errorMessage(error);
  if (code === '28P01' || /password must be a|no password supplied/i.test(message)) {
    return login(target, `refused the password of user ${target.user}`, error);
  }
  if (code === '28000') return login(target, `does not let ${target.user} in (${message})`, error);
  if (code === '3D000') {
    return new DatabaseFault(
      'database-not-found',
      `PostgreSQL at ${target.host} has no database ${target.database}: ` +
        `create it (createdb ${target.database}), or correct DATABASE_URL.`,
      { cause: error },
    );
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return unreachable(target, 'no host of that name is known', error);
  }
  if (code === 'ECONNREFUSED') return unreachable(target, 'nothing listens there', error);
  if (/timeout/i.test(message)) return unreachable(target, 'no answer in time', error);
  if (/does not support SSL/i.test(message)) {
    return unreachable(target, 'it offers no TLS; remove sslmode from DATABASE_URL', error);
  }
  return unreachable(target, message, error);
}
