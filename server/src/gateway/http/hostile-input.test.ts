import { Problem } from '@winnex/contracts';
import { Compile } from 'typebox/compile';
import { beforeAll, expect, test } from 'vitest';
import { type GatewayUnderTest, testGateway } from '../testing/gateway.ts';
import { signInExample } from './openapi/examples.ts';

const problemCheck = Compile(Problem);
const json = { 'content-type': 'application/json' };
const signIn = '/api/v2/auth/sign-in';

let { gateway } = {} as GatewayUnderTest;
beforeAll(async () => {
  ({ gateway } = await testGateway());
});

interface Row {
  readonly name: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  readonly url: string;
  readonly headers?: Record<string, string>;
  readonly payload?: string | Buffer;
  readonly expect: [status: number, type: string];
}

const post = { method: 'POST', url: signIn } as const;
const bad: [number, string] = [400, 'invalid-request'];

const rows: readonly Row[] = [
  { ...post, name: 'no body', expect: bad },
  { ...post, name: 'an empty body', headers: json, payload: '', expect: bad },
  { ...post, name: 'half a body', headers: json, payload: '{"email":', expect: bad },
  { ...post, name: 'an array', headers: json, payload: '[]', expect: bad },
  { ...post, name: 'null', headers: json, payload: 'null', expect: bad },
  { ...post, name: 'a text', headers: json, payload: '"x"', expect: bad },
  {
    ...post,
    name: 'a planted prototype',
    headers: json,
    payload: '{"__proto__":{"admin":true},"email":"a@b.c","password":"x"}',
    expect: bad,
  },
  {
    ...post,
    name: 'a planted constructor',
    headers: json,
    payload: '{"constructor":{"prototype":{}},"email":"a@b.c","password":"x"}',
    expect: bad,
  },
  {
    ...post,
    name: 'deep nesting',
    headers: json,
    payload: `{"email":${'['.repeat(20_000)}${']'.repeat(20_000)},"password":"x"}`,
    expect: bad,
  },
  {
    ...post,
    name: 'bytes that are no text',
    headers: json,
    payload: Buffer.from([0xff, 0xfe, 0x00, 0x80]),
    expect: bad,
  },
  {
    ...post,
    name: 'plain text',
    headers: { 'content-type': 'text/plain' },
    payload: JSON.stringify(signInExample),
    expect: [415, 'unsupported-media-type'],
  },
  {
    ...post,
    name: 'a form',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'email=a',
    expect: [415, 'unsupported-media-type'],
  },
  {
    ...post,
    name: 'a body of 64 KB and a byte',
    headers: json,
    payload: JSON.stringify({ email: 'a', password: '' }).padEnd(65_537),
    expect: [413, 'payload-too-large'],
  },
  {
    ...post,
    name: 'a body of exactly 64 KB, which is read',
    headers: json,
    payload: JSON.stringify({ email: 'a', password: 'x' }).padEnd(65_536),
    expect: [401, 'invalid-credentials'],
  },
  { name: 'an unknown path', url: '/api/v2/nope', expect: [404, 'not-found'] },
  { name: 'a path below a route', url: '/api/v2/me/x', expect: [404, 'not-found'] },
  { name: 'an old version', url: '/api/v1/me', expect: [404, 'not-found'] },
  { name: 'a broken escape', url: '/api/v2/fixtures/%E0%A4%A', expect: bad },
  {
    name: 'a very long id',
    url: `/api/v2/fixtures/${'a'.repeat(121)}`,
    expect: bad,
  },
  {
    name: 'an endless id',
    url: `/api/v2/fixtures/${'a'.repeat(5_000)}`,
    expect: bad,
  },
  { name: 'a limit of zero', url: '/api/v2/fixtures?limit=0', expect: bad },
  { name: 'a limit beyond', url: '/api/v2/fixtures?limit=201', expect: bad },
  { name: 'a limit in words', url: '/api/v2/fixtures?limit=many', expect: bad },
  { name: 'two limits', url: '/api/v2/fixtures?limit=1&limit=2', expect: bad },
  { name: 'an unknown parameter', url: '/api/v2/fixtures?sort=asc', expect: bad },
  { name: 'an unknown status', url: '/api/v2/fixtures?status=any', expect: bad },
  { name: 'DELETE', method: 'DELETE', url: '/api/v2/me', expect: [405, 'method-not-allowed'] },
  { name: 'GET of a POST', url: '/api/v2/quotes', expect: [405, 'method-not-allowed'] },
  { name: 'PUT', method: 'PUT', url: '/api/v2/bets', expect: [405, 'method-not-allowed'] },
  { name: 'the socket over plain HTTP', url: '/socket', expect: bad },
];

test.each(rows)('$name', async ({ method = 'GET', url, headers = {}, payload, expect: wanted }) => {
  const answer = await gateway.app.inject({
    method,
    url,
    headers,
    ...(payload !== undefined && { payload }),
  });
  expect(answer.headers['content-type']).toBe('application/problem+json');
  const body = answer.json();
  expect([answer.statusCode, body.type]).toEqual([wanted[0], `/problems/${wanted[1]}`]);
  expect(problemCheck.Check(body)).toBe(true);
  expect(body.status).toBe(answer.statusCode);
  expect(body.requestId).toBe(answer.headers['x-request-id']);
  expect(body.detail).toMatch(/\.$/);
});

test('405 says what is allowed, and so does OPTIONS', async () => {
  const refused = await gateway.app.inject({ method: 'DELETE', url: '/api/v2/bets' });
  expect(refused.headers.allow).toBe('GET, HEAD, POST, OPTIONS');
  const options = await gateway.app.inject({ method: 'OPTIONS', url: '/api/v2/bets?x=1' });
  expect([options.statusCode, options.headers.allow]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
});

test('no other origin is let in', async () => {
  const answer = await gateway.app.inject({
    url: '/api/v2/fixtures',
    headers: { origin: 'https://evil.example' },
  });
  expect(Object.keys(answer.headers).filter((name) => name.includes('allow-origin'))).toEqual([]);
});

test('HEAD is GET without the body', async () => {
  const [get, head] = [
    await gateway.app.inject('/api/v2/fixtures'),
    await gateway.app.inject({ method: 'HEAD', url: '/api/v2/fixtures' }),
  ];
  expect([head.statusCode, head.body]).toEqual([200, '']);
  expect(head.headers['content-length']).toBe(get.headers['content-length']);
});

test.each([
  ['sane-id_1.2', true],
  ['short', false],
  ['x'.repeat(65), false],
  ['has space here', false],
  ['<script>alert', false],
])('the request id %s is kept: %s', async (id, kept) => {
  const answer = await gateway.app.inject({ url: '/livez', headers: { 'x-request-id': id } });
  expect(answer.headers['x-request-id'] === id).toBe(kept);
  expect(answer.headers['x-request-id']).toMatch(/^[A-Za-z0-9._-]{8,64}$/);
});

test('every answer carries the security headers', async () => {
  for (const url of ['/livez', '/api/v2/fixtures', '/nope', '/docs', '/']) {
    const { headers } = await gateway.app.inject({ url, headers: { accept: 'text/html' } });
    expect(headers, url).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    });
  }
});
