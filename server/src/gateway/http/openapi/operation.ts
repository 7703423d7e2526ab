import '@fastify/swagger';
import { Problem, type ProblemType, problemTypes } from '@winnex/contracts';
import type { FastifyContextConfig, FastifySchema } from 'fastify';
import type { TSchema } from 'typebox';
import type { Access, RateClass } from '../context.ts';
import { PROBLEM_MEDIA_TYPE, problem } from '../problem.ts';
import { problemHelp } from '../problem-help.ts';

/** One operation of the API, said once: for the router, the guards and the OpenAPI document. */
export interface OperationFacts {
  /** `operationId`: unique, and what generated clients call the method. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: 'auth' | 'account' | 'catalogue' | 'wallet' | 'bets' | 'operator';
  readonly access: Access;
  /** Problems of this operation besides those that any operation may answer with. */
  readonly problems?: readonly ProblemType[];
  readonly rateClass?: RateClass;
  readonly cacheSeconds?: number;
  /** True when an Idempotency-Key header is required. */
  readonly idempotent?: boolean;
}

/** The shapes of an operation: what the type provider reads. */
export interface OperationShapes {
  readonly body?: TSchema;
  readonly querystring?: TSchema;
  readonly params?: TSchema;
  /** Success only, by status; `{ type: 'null' }` for an empty answer. */
  readonly response: Readonly<Record<number, TSchema>>;
}

/**
 * What only the OpenAPI document needs of a route. Problems are not among the router's responses,
 * which would compile a serializer for every status of every route.
 */
export interface OperationNotes {
  readonly 'x-idempotent': boolean;
  readonly 'x-problems': Readonly<Record<number, unknown>>;
}

const anyOperation: readonly ProblemType[] = [
  'too-many-requests',
  'internal',
  'unavailable',
  'timeout',
];

/** Route options for an operation. The result is typed by its shapes; problems only document. */
export function operation<const Shapes extends OperationShapes>(
  facts: OperationFacts,
  shapes: Shapes,
): { schema: Shapes; config: FastifyContextConfig } {
  const { id, summary, description, tag, access, rateClass, cacheSeconds } = facts;
  const schema: Shapes & FastifySchema & OperationNotes = {
    ...shapes,
    operationId: id,
    summary,
    ...(description !== undefined && { description }),
    tags: [tag],
    security: access === 'public' ? [] : [{ bearer: [] }],
    'x-idempotent': facts.idempotent === true,
    'x-problems': problemResponses(allProblems(facts, shapes)),
  };
  return {
    schema,
    config: {
      access,
      ...(rateClass !== undefined && { rateClass }),
      ...(cacheSeconds !== undefined && { cacheSeconds }),
    },
  };
}

/** A schema with the example that the document shows for it. */
export function shown<Schema extends TSchema>(
  schema: Schema,
  example: unknown,
  description = 'Done.',
): Schema {
  return { ...schema, examples: [example], 'x-response-description': description };
}

function allProblems(facts: OperationFacts, shapes: OperationShapes): Set<ProblemType> {
  const types = new Set<ProblemType>(facts.problems);
  if (shapes.body ?? shapes.querystring ?? shapes.params) types.add('invalid-request');
  if (shapes.body) types.add('payload-too-large').add('unsupported-media-type');
  if (facts.access !== 'public') types.add('unauthenticated');
  if (facts.access === 'bettor' || facts.access === 'operator') types.add('forbidden');
  if (facts.idempotent === true) {
    types.add('idempotency-key-missing').add('invalid-request');
    types.add('idempotency-key-in-use').add('idempotency-key-reused');
  }
  for (const type of anyOperation) types.add(type);
  return types;
}

function problemResponses(types: ReadonlySet<ProblemType>): Record<number, unknown> {
  const byStatus = Map.groupBy(types, (type) => problemTypes[type].status);
  return Object.fromEntries(
    [...byStatus].map(([status, sameStatus]) => [
      status,
      {
        description: sameStatus
          .map((type) => `\`${type}\`: ${problemTypes[type].title}.`)
          .join(' '),
        content: {
          [PROBLEM_MEDIA_TYPE]: {
            schema: Problem,
            examples: Object.fromEntries(
              sameStatus.map((type) => [type, { value: example(type) }]),
            ),
          },
        },
      },
    ]),
  );
}

function example(type: ProblemType): Problem {
  return problem(type, '019ab3c2-6d3e-7c1a-9f44-2b1f0c6f7a10', { detail: problemHelp[type] });
}
