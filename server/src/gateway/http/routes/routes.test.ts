import { Problem } from '@winnex/contracts';
import { Compile } from 'typebox/compile';
import { beforeAll, describe, expect, test } from 'vitest';
import { tokenOf } from '../../testing/fakes.ts';
import { type GatewayUnderTest, testGateway } from '../../testing/gateway.ts';
import * as examples from '../openapi/examples.ts';

const problemCheck = Compile(Problem);

type Role = 'nobody' | 'bettor' | 'operator';
const everyone: readonly Role[] = ['nobody', 'bettor', 'operator'];
const signedIn: readonly Role[] = ['bettor', 'operator'];

interface Row {
  readonly route: string;
  readonly allowed: readonly Role[];
  readonly status: number;
  readonly answer: unknown;
  readonly body?: object;
  readonly headers?: Record<string, string>;
}

const { betExample, depositExample, fixtureExample } = examples;
const key = betExample.key;
const keyed = { 'idempotency-key': `"${key}"` };

const rows: readonly Row[] = [
  {
    route: 'POST /auth/register',
    allowed: everyone,
    body: examples.registerExample,
    status: 201,
    answer: { profile: examples.profileExample },
  },
  {
    route: 'POST /auth/sign-in',
    allowed: everyone,
    body: examples.signInExample,
    status: 200,
    answer: { profile: examples.profileExample },
  },
  {
    route: 'POST /auth/refresh',
    allowed: everyone,
    headers: { cookie: 'winnex_refresh=refresh-1' },
    status: 200,
    answer: { profile: examples.profileExample },
  },
  { route: 'POST /auth/sign-out', allowed: everyone, status: 204, answer: null },
  { route: 'GET /me', allowed: signedIn, status: 200, answer: { id: 'u1' } },
  {
    route: 'GET /me/limits',
    allowed: ['bettor'],
    status: 200,
    answer: examples.limitsExample,
  },
  {
    route: 'PUT /me/limits/deposit/week',
    allowed: ['bettor'],
    body: examples.setLimitRequestExample,
    status: 200,
    answer: examples.limitsExample,
  },
  {
    route: 'DELETE /me/limits/deposit/week',
    allowed: ['bettor'],
    status: 200,
    answer: examples.limitsExample,
  },
  {
    route: 'POST /me/limits/deposit/week/confirm',
    allowed: ['bettor'],
    status: 200,
    answer: examples.limitsExample,
  },
  {
    route: 'POST /me/time-out',
    allowed: ['bettor'],
    body: examples.timeOutRequestExample,
    status: 200,
    answer: examples.limitsExample,
  },
  {
    route: 'POST /me/self-exclusion',
    allowed: ['bettor'],
    body: examples.selfExclusionRequestExample,
    status: 200,
    answer: examples.limitsExample,
  },
  {
    route: 'POST /me/self-exclusion/return',
    allowed: ['bettor'],
    status: 200,
    answer: examples.limitsExample,
  },
  { route: 'GET /demo', allowed: everyone, status: 200, answer: { accounts: [] } },
  {
    route: 'GET /competitions',
    allowed: everyone,
    status: 200,
    answer: examples.competitionsExample,
  },
  { route: 'GET /fixtures', allowed: everyone, status: 200, answer: examples.fixturesExample },
  {
    route: `GET /fixtures/${fixtureExample.id}`,
    allowed: everyone,
    status: 200,
    answer: fixtureExample,
  },
  {
    route: 'POST /deposits',
    allowed: ['bettor'],
    headers: keyed,
    body: examples.depositRequestExample,
    status: 201,
    answer: depositExample,
  },
  {
    route: `GET /deposits/${depositExample.id}`,
    allowed: signedIn,
    status: 200,
    answer: depositExample,
  },
  { route: 'GET /wallet', allowed: signedIn, status: 200, answer: examples.walletExample },
  {
    route: 'GET /wallet/statement?limit=5',
    allowed: signedIn,
    status: 200,
    answer: examples.statementExample,
  },
  {
    route: 'POST /quotes',
    allowed: ['bettor'],
    body: examples.quoteRequestExample,
    status: 200,
    answer: examples.quoteExample,
  },
  {
    route: 'POST /bets',
    allowed: ['bettor'],
    headers: keyed,
    body: examples.placeBetExample,
    status: 201,
    answer: betExample,
  },
  { route: 'GET /bets?status=open', allowed: signedIn, status: 200, answer: examples.betsExample },
  { route: `GET /bets/${betExample.id}`, allowed: signedIn, status: 200, answer: betExample },
  { route: `GET /bets/by-key/${key}`, allowed: signedIn, status: 200, answer: betExample },
  {
    route: 'GET /operator/audit',
    allowed: ['operator'],
    status: 200,
    answer: examples.auditExample,
  },
];

let gateway: GatewayUnderTest['gateway'];
beforeAll(async () => {
  const under = await testGateway();
  gateway = under.gateway;
  under.services.set('betting', 'betByKey', async () => betExample);
});

async function ask({ route, body, headers }: Row, role: Role) {
  const [method, path] = route.split(' ') as ['GET' | 'POST' | 'PUT' | 'DELETE', string];
  const answer = await gateway.app.inject({
    method,
    url: `/api/v2${path}`,
    headers: {
      ...headers,
      ...(role !== 'nobody' && { authorization: `Bearer ${tokenOf('u1', role)}` }),
    },
    ...(body !== undefined && { payload: body }),
  });
  const json = answer.body === '' ? null : answer.json();
  if (answer.statusCode >= 400) expect(problemCheck.Check(json), answer.body).toBe(true);
  return { status: answer.statusCode, json, headers: answer.headers };
}

test('the table has every operation of the document', async () => {
  const document = (await gateway.app.inject('/openapi.json')).json();
  const operations = Object.values(document.paths).flatMap((methods) =>
    Object.keys(methods as object),
  );
  expect(rows).toHaveLength(operations.length);
});

describe.each(rows)('$route', (row) => {
  test.each(everyone)('%s', async (role) => {
    const { status, json, headers } = await ask(row, role);
    if (row.allowed.includes(role)) {
      expect(status).toBe(row.status);
      if (row.answer === null) expect(json).toBeNull();
      else expect(json).toMatchObject(row.answer as object);
      const isPublic = row.route.startsWith('GET') && row.allowed.includes('nobody');
      expect(headers['cache-control']).toMatch(isPublic ? /^public, max-age=\d$|,/ : /^no-store$/);
    } else {
      expect([status, json.type]).toEqual(
        role === 'nobody' ? [401, '/problems/unauthenticated'] : [403, '/problems/forbidden'],
      );
    }
  });

  test('refuses a token that is not good', async () => {
    if (row.allowed.includes('nobody')) return;
    const forged = { ...row, headers: { ...row.headers, authorization: 'Bearer forged' } };
    const { status, json } = await ask(forged, 'nobody');
    expect([status, json.type]).toEqual([401, '/problems/unauthenticated']);
  });
});

test.each([
  ['/api/v2/fixtures/none', 'nobody'],
  [`/api/v2/bets/${depositExample.id}`, 'bettor'],
  [`/api/v2/deposits/${betExample.id}`, 'bettor'],
] as const)('%s is not found', async (url, role) => {
  const { status, json } = await ask(
    { route: `GET ${url.slice(7)}`, allowed: [], status: 0, answer: null },
    role,
  );
  expect([status, json.type]).toEqual([404, '/problems/not-found']);
});

test('services hear who calls and what was asked, defaults filled in', async () => {
  const { gateway, services } = await testGateway();
  const heard: unknown[] = [];
  services.set('betting', 'bets', async (caller, query) => {
    heard.push(caller, query);
    return examples.betsExample;
  });
  await gateway.app.inject({
    url: '/api/v2/bets?status=settled',
    headers: { authorization: `Bearer ${tokenOf('u7')}` },
  });
  expect(heard).toEqual([
    { userId: 'u7', role: 'bettor', currency: 'EUR' },
    { status: 'settled', limit: 25 },
  ]);
});

test('what a service adds by mistake does not leave the house', async () => {
  const { gateway, services } = await testGateway();
  const profile = { ...examples.profileExample, passwordHash: 'secret' };
  services.set('user', 'profile', async () => profile);
  const answer = await gateway.app.inject({
    url: '/api/v2/me',
    headers: { authorization: `Bearer ${tokenOf('u1')}` },
  });
  expect(answer.statusCode).toBe(200);
  expect(answer.body).not.toContain('secret');
});
