import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import { testGateway } from '../../testing/gateway.ts';

type Json = Record<string, unknown>;
interface Media {
  readonly schema: Json;
  readonly example?: unknown;
  readonly examples?: Record<string, { value: unknown }>;
}
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: string[];
  readonly security: Json[];
  readonly parameters?: { name: string; in: string; required?: boolean; schema: Json }[];
  readonly requestBody?: { content: Record<string, Media> };
  readonly responses: Record<string, { description: string; content?: Record<string, Media> }>;
}

let document: { openapi: string; paths: Record<string, Record<string, Operation>> };
let operations: { name: string; path: string; operation: Operation }[];

beforeAll(async () => {
  const { gateway } = await testGateway();
  const answer = await gateway.app.inject('/openapi.json');
  document = answer.json();
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      return { name: `${method} ${path}`, path, operation };
    }),
  );
});

/** Every object inside a value. */
function* objectsIn(value: unknown): Generator<Json> {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield value as Json;
  for (const part of Object.values(value)) yield* objectsIn(part);
}

function resolve(ref: string): unknown {
  return ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, part) => (at as Json | undefined)?.[part], document);
}

describe('the OpenAPI document', () => {
  test('is 3.1 and has exactly these operations', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(operations.map(({ name }) => name.replace('/api/v2', '')).toSorted()).toEqual([
      'delete /me/limits/{kind}/{period}',
      'get /bets',
      'get /bets/by-key/{key}',
      'get /bets/{id}',
      'get /competitions',
      'get /demo',
      'get /deposits/{id}',
      'get /fixtures',
      'get /fixtures/{id}',
      'get /me',
      'get /me/limits',
      'get /operator/audit',
      'get /wallet',
      'get /wallet/statement',
      'post /auth/refresh',
      'post /auth/register',
      'post /auth/sign-in',
      'post /auth/sign-out',
      'post /bets',
      'post /deposits',
      'post /me/limits/{kind}/{period}/confirm',
      'post /me/self-exclusion',
      'post /me/self-exclusion/return',
      'post /me/time-out',
      'post /quotes',
      'put /me/limits/{kind}/{period}',
    ]);
  });

  test('every $ref resolves, and no $id shifts what they mean', () => {
    const refs = [...objectsIn(document)].flatMap(({ $ref }) =>
      typeof $ref === 'string' ? $ref : [],
    );
    expect(refs.length).toBeGreaterThan(30);
    expect(refs.filter((ref) => !ref.startsWith('#/') || resolve(ref) === undefined)).toEqual([]);
    expect([...objectsIn(document)].filter((value) => '$id' in value)).toEqual([]);
  });

  test('operation ids are present and unique', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(ids.filter((id) => !/^[a-z][A-Za-z]+$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('every operation has a summary, one tag, security, a success and problems', () => {
    for (const { name, operation } of operations) {
      const statuses = Object.keys(operation.responses);
      expect(operation.summary, name).toBeTruthy();
      expect(operation.tags, name).toHaveLength(1);
      expect(operation.security, name).toBeDefined();
      expect(
        statuses.filter((status) => status.startsWith('2')),
        name,
      ).toHaveLength(1);
      expect(statuses, name).toEqual(expect.arrayContaining(['429', '500', '503', '504']));
      for (const status of statuses.filter((one) => one >= '4')) {
        const content = operation.responses[status]?.content ?? {};
        expect(Object.keys(content), `${name} ${status}`).toEqual(['application/problem+json']);
      }
    }
  });

  test('path parameters are declared, and money-moving posts require a key', () => {
    for (const { name, path, operation } of operations) {
      const parameters = operation.parameters ?? [];
      const inPath = parameters.filter((one) => one.in === 'path').map((one) => one.name);
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, one]) => one);
      expect(inPath, name).toEqual(named);
      if (!['placeBet', 'makeDeposit'].includes(operation.operationId)) continue;
      const key = parameters.find((one) => one.name.toLowerCase() === 'idempotency-key');
      expect(key, name).toMatchObject({ in: 'header', required: true });
    }
  });

  test('every example keeps its schema', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    formats.default(ajv);
    ajv.addSchema({ ...document, $id: 'api' });
    const withRefs = (schema: Json) =>
      JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as Json;
    let checked = 0;
    for (const { name, operation } of operations) {
      const contents = [operation.requestBody, ...Object.values(operation.responses)];
      for (const media of contents.flatMap((one) => Object.values(one?.content ?? {}))) {
        const named = Object.values(media.examples ?? {}).map(({ value }) => value);
        const examples = media.example === undefined ? named : [media.example];
        expect(examples.length, name).toBeGreaterThan(0);
        const validate = ajv.compile(withRefs(media.schema));
        for (const example of examples) {
          validate(example);
          expect(validate.errors, `${name} ${JSON.stringify(example)}`).toBeNull();
          checked += 1;
        }
      }
    }
    expect(checked).toBeGreaterThan(100);
  });
});

test('/docs lists every operation, with a script that its policy lets through', async () => {
  const { gateway } = await testGateway();
  const answer = await gateway.app.inject('/docs');
  const nonce = /script-src 'nonce-([^']+)'/.exec(
    String(answer.headers['content-security-policy']),
  );
  expect(answer.body).toContain(`<script nonce="${nonce?.[1]}">`);
  for (const { operation } of operations) {
    expect(answer.body).toContain(`id="${operation.operationId}"`);
  }
  const again = await gateway.app.inject('/docs');
  expect(again.headers['content-security-policy']).not.toContain(nonce?.[1]);
});

test('every problem type leads to a page, and no other does', async () => {
  const { gateway } = await testGateway();
  const { problemTypes } = await import('@winnex/contracts');
  for (const [type, { title }] of Object.entries(problemTypes)) {
    const answer = await gateway.app.inject(`/problems/${type}`);
    expect([type, answer.statusCode]).toEqual([type, 200]);
    expect(answer.body).toContain(`<h1>${title}</h1>`);
  }
  expect((await gateway.app.inject('/problems/constructor')).statusCode).toBe(404);
  expect((await gateway.app.inject('/problems')).body).toContain('/problems/not-found');
});
