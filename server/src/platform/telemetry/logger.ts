import { pino } from 'pino';

/** What the code needs of a logger: pino's shape, so that tests can pass a silent one. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  /** ERROR means that a person must act. */
  error(fields: object, message: string): void;
  child(fields: object): Logger;
}

/** Paths that never reach a log line, wherever they appear up to two levels down. */
const SECRET_FIELDS = [
  'password',
  'passwordHash',
  'accessToken',
  'refreshToken',
  'token',
  'secret',
  'authorization',
  'cookie',
  'databaseUrl',
];

const redactedPaths = SECRET_FIELDS.flatMap((field) => [
  field,
  `*.${field}`,
  `*.*.${field}`,
  `req.headers.${field}`,
  `headers["set-${field}"]`,
]);

/**
 * The process logger. `format` `pretty` is for people at a terminal, `json` for machines.
 * Levels are pino's: trace, debug, info, warn, error, fatal, silent.
 */
export function createLogger(options: {
  readonly level: string;
  readonly format: 'json' | 'pretty';
  readonly name?: string;
}): Logger {
  const settings = {
    level: options.level,
    redact: { paths: redactedPaths, censor: '[secret]' },
    base: options.name === undefined ? null : { service: options.name },
  };
  if (options.format === 'json') return pino(settings);
  return pino({
    ...settings,
    transport: {
      target: 'pino-pretty',
      options: { translateTime: 'SYS:HH:MM:ss.l', ignore: 'pid,hostname', singleLine: true },
    },
  });
}

/** A logger that says nothing, for tests. */
export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLogger,
};
