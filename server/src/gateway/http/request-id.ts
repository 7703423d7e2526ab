import type { IncomingMessage } from 'node:http';
import type { Ids } from '../../platform/ports/ids.ts';

const SANE = /^[A-Za-z0-9._-]{8,64}$/;

/** Takes the caller's `x-request-id` when it is harmless in a log line, else makes one. */
export function requestIds(ids: Ids): (request: Pick<IncomingMessage, 'headers'>) => string {
  return ({ headers }) => {
    const given = headers['x-request-id'];
    return typeof given === 'string' && SANE.test(given) ? given : ids.next();
  };
}
