import swagger from '@fastify/swagger';
import { IdempotencyKey } from '@winnex/contracts';
import type { FastifyInstance, FastifySchema } from 'fastify';
import Type from 'typebox';
import { plain, shareComponents } from './components.ts';
import type { OperationNotes } from './operation.ts';

const description = `
Bet on fixtures with live odds. Money is whole minor units as text (\`"1050"\` is 10.50), odds are
decimals as text (\`"2.35"\`), times are RFC 3339 in UTC.

**Errors** are RFC 9457 problem details (\`application/problem+json\`): switch on \`type\`, a URI
reference that also leads to a page about it. **Unknown fields are refused.**

**Money moves once.** Deposits and bets take an \`Idempotency-Key\` header: make one key per intent and
repeat it when you retry; the same key gives the same answer.

**Limits** are told by \`RateLimit-Policy\` and \`RateLimit\`, and by \`Retry-After\` on 429.

**Live odds** come over a WebSocket at \`/socket\`.
`.trim();

const IdempotencyHeader = Type.Object({
  'Idempotency-Key': {
    ...IdempotencyKey,
    description: 'A key made once per intent: 1 to 128 printable ASCII characters, quoted or bare.',
    examples: ['"4f9c1c1e-0b51-4a52-9a36-21f9b0d0f6f4"'],
  },
});

/** Collects every route that has a tag; `app.swagger()` is then the OpenAPI 3.1 document. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Winnex API',
        version: '2.0.0',
        description,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/', description: 'This server' }],
      tags: [
        { name: 'auth', description: 'Sign up, in and out.' },
        { name: 'account', description: 'Who you are, and your limits and breaks.' },
        { name: 'catalogue', description: 'Competitions, fixtures, markets and odds.' },
        { name: 'wallet', description: 'Balance, statement and deposits.' },
        { name: 'bets', description: 'Quotes and bets.' },
        { name: 'operator', description: 'For the operator of the book.' },
      ],
      components: {
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'The accessToken of sign-in, register or refresh.',
          },
        },
      },
    },
    convertConstToEnum: false,
    hideUntagged: true,
    transform: ({ schema, url }) => ({ schema: isNoted(schema) ? written(schema) : schema, url }),
    transformObject: (document) =>
      shareComponents(
        'openapiObject' in document ? document.openapiObject : document.swaggerObject,
      ),
  });
}

type NotedSchema = FastifySchema & OperationNotes;

function isNoted(schema: FastifySchema | undefined): schema is NotedSchema {
  return schema !== undefined && 'x-problems' in schema;
}

/** The route's schema as the document tells it: problems among the answers, the key a header. */
function written(schema: NotedSchema): FastifySchema {
  const { 'x-idempotent': idempotent, 'x-problems': problems, ...rest } = schema;
  return plain({
    ...rest,
    ...(idempotent && { headers: IdempotencyHeader }),
    response: { ...Object(schema.response), ...problems },
  }) as FastifySchema;
}
