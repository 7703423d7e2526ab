import { type ProblemType, ServiceRefusal } from '@winnex/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../../platform/telemetry/logger.ts';
import { type ProblemParts, sendProblem } from './problem.ts';
import { RequestInvalid } from './validation.ts';

const RETRY_AFTER_SECONDS = 2;

/** Fastify's own refusals: https://fastify.dev/docs/latest/Reference/Errors/ */
const frameworkProblems: Readonly<Record<string, readonly [ProblemType, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['payload-too-large', 'Send a smaller body.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'unsupported-media-type',
    'Set the header Content-Type: application/json.',
  ],
  FST_ERR_CTP_INVALID_JSON_BODY: ['invalid-request', 'The body is not well-formed JSON.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['invalid-request', 'The body is empty; send a JSON object.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    'invalid-request',
    'The body is not as long as its Content-Length says.',
  ],
  FST_ERR_BAD_URL: ['invalid-request', 'The address has a broken percent escape.'],
  FST_ERR_HANDLER_TIMEOUT: [
    'timeout',
    'Nothing is known to be lost: ask again, with the same key.',
  ],
};

/**
 * PostgreSQL and network codes that mean "not now": connection exceptions (class 08), too many
 * connections, shutdown and start-up (class 57), and what a refused or broken socket says.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const UNAVAILABLE =
  /^(08\w{3}|53300|57P0[1-5]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|ENOENT)$/;
/** pg reports these without a code. */
const CONNECTION_LOST = /^(Connection terminated|timeout exceeded when trying to connect)/;

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('retryable' in error && error.retryable === true) return true;
  if ('code' in error && UNAVAILABLE.test(String(error.code))) return true;
  if (CONNECTION_LOST.test(error.message)) return true;
  return error.cause !== undefined && isUnavailable(error.cause);
}

/** The one place where what was thrown becomes a problem. */
export function toProblem(error: unknown): { type: ProblemType; parts: ProblemParts } {
  if (error instanceof ServiceRefusal) {
    return { type: error.type, parts: { detail: error.message, errors: error.errors } };
  }
  if (error instanceof RequestInvalid) {
    const detail = 'Correct the parts named in errors.';
    return { type: 'invalid-request', parts: { detail, errors: error.errors } };
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = frameworkProblems[code];
  if (known !== undefined) return { type: known[0], parts: { detail: known[1] } };
  if (isUnavailable(error)) {
    const detail =
      'A part of the service is away. Ask again, with the same Idempotency-Key if any.';
    return { type: 'unavailable', parts: { detail } };
  }
  if (isClientError(error)) {
    return { type: 'invalid-request', parts: { detail: 'The request cannot be read.' } };
  }
  const detail = 'Tell us the requestId. The outcome is unknown: look before you repeat.';
  return { type: 'internal', parts: { detail } };
}

/** Refusals by the framework that have no entry of their own above. */
function isClientError(error: unknown): boolean {
  if (!(error instanceof Error) || !('statusCode' in error)) return false;
  return Number(error.statusCode) >= 400 && Number(error.statusCode) < 500;
}

export function answerFailures(app: FastifyInstance, logger: Logger): void {
  app.setErrorHandler((error, request, reply) => answerFailure(error, request, reply, logger));
}

export function answerFailure(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  logger: Logger,
): FastifyReply {
  const { type, parts } = toProblem(error);
  if (type === 'internal') {
    const fields = { err: error, requestId: request.id, route: request.routeOptions?.url };
    logger.error(fields, 'a request failed for no known reason');
  } else if (type === 'unavailable' || type === 'timeout') {
    logger.warn({ err: error, requestId: request.id }, 'a request could not be served');
  }
  if (type === 'unavailable') reply.header('retry-after', RETRY_AFTER_SECONDS);
  if (type === 'unauthenticated' || type === 'session-expired') challenge(reply);
  return sendProblem(reply, type, parts);
}

/** RFC 9110 section 11.6.1: a 401 says how to authenticate. */
function challenge(reply: FastifyReply): void {
  reply.header('www-authenticate', 'Bearer realm="winnex"');
}
