import { DatabaseFault, errorCode } from './fault.ts';

/**
 * What a caller can do about an error of the database:
 * - `constraint`: a constraint refused the rows; nothing was written, the same rows will be refused
 *   again;
 * - `retryable`: nothing was written and the same call may succeed (serialization, deadlock, no
 *   connection);
 * - `unknown-outcome`: the connection was lost while the server may have been committing: look, do
 *   not repeat;
 * - `other`: nothing was written; a bug, or a fault of the server.
 */
export type DatabaseErrorKind = 'constraint' | 'retryable' | 'unknown-outcome' | 'other';

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const conflicts = new Set(['40001', '40P01']);
const refusedToServe = new Set(['53300', '55P03', '57014', '57P03']);
const terminated = new Set(['57P01', '57P02', '57P05', '25P03', '25P04']);
// Found while connecting, so that no statement can have been sent.
const notConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENOENT']);
const broken = new Set([
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENETDOWN',
  'ENETUNREACH',
  'ENETRESET',
]);

/** Whether the server undid the transaction only because it ran against another one. */
export function isConflict(error: unknown): boolean {
  return conflicts.has(errorCode(error));
}

/** Whether an error means that there is no connection any more, whatever was under way. */
export function isConnectionLoss(error: unknown): boolean {
  const code = errorCode(error);
  if (terminated.has(code) || broken.has(code) || /^08...$/.test(code)) return true;
  // pg gives these no code.
  const message = error instanceof Error ? error.message : '';
  return /^Connection terminated|^Client has encountered a connection error/.test(message);
}

/**
 * Sorts an error by what can be done about it. A connection lost in the middle of a lone statement
 * is an unknown outcome; `transaction` knows better and says `connection-lost` when the commit had
 * not been asked for.
 */
export function classifyDatabaseError(error: unknown): DatabaseErrorKind {
  if (error instanceof DatabaseFault) {
    if (error.code === 'commit-outcome-unknown') return 'unknown-outcome';
    return error.retryable ? 'retryable' : 'other';
  }
  const code = errorCode(error);
  if (/^23...$/.test(code)) return 'constraint';
  if (conflicts.has(code) || refusedToServe.has(code) || notConnected.has(code)) return 'retryable';
  if (error instanceof Error && /^timeout exceeded when trying to connect/.test(error.message)) {
    return 'retryable';
  }
  return isConnectionLoss(error) ? 'unknown-outcome' : 'other';
}
