import { type Problem, type ProblemType, problemTypes } from '@winnex/contracts';
import type { FastifyReply } from 'fastify';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** Where the page about a kind of problem stands; the URI reference is its `type`. */
export function problemUri(type: ProblemType): string {
  return `/problems/${type}`;
}

export interface ProblemParts {
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** RFC 9457 details of one occurrence. */
export function problem(type: ProblemType, requestId: string, parts: ProblemParts = {}): Problem {
  const { status, title } = problemTypes[type];
  return {
    type: problemUri(type),
    title,
    status,
    ...(parts.detail !== undefined && { detail: parts.detail }),
    ...(parts.errors !== undefined && parts.errors.length > 0 && { errors: [...parts.errors] }),
    requestId,
  };
}

export function sendProblem(
  reply: FastifyReply,
  type: ProblemType,
  parts: ProblemParts = {},
): FastifyReply {
  const body = problem(type, reply.request.id, parts);
  return reply
    .code(body.status)
    .header('cache-control', 'no-store')
    .type(PROBLEM_MEDIA_TYPE)
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(body);
}
