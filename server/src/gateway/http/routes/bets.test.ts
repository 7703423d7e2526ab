import { ServiceRefusal } from '@winnex/contracts';
import { beforeAll, expect, test } from 'vitest';
import { tokenOf } from '../../testing/fakes.ts';
import { type GatewayUnderTest, testGateway } from '../../testing/gateway.ts';
import { placeBetExample, rejectedBetExample } from '../openapi/examples.ts';

let shared: GatewayUnderTest;
beforeAll(async () => {
  shared = await testGateway();
});

function place(key: string | undefined, body: object = placeBetExample, under = shared) {
  return under.gateway.app.inject({
    method: 'POST',
    url: '/api/v2/bets',
    headers: {
      authorization: `Bearer ${tokenOf('u1')}`,
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    payload: body,
  });
}

test.each([
  ['"k-1"', 'k-1'],
  ['k-1', 'k-1'],
  ['  "k-1"  ', 'k-1'],
  ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
])('the key %j is read as %s', async (header, key) => {
  const answer = await place(header);
  expect([answer.statusCode, answer.json().key]).toEqual([201, key]);
});

test.each([
  [undefined, 'idempotency-key-missing'],
  ['', 'idempotency-key-missing'],
  ['""', 'invalid-request'],
  ['"', 'invalid-request'],
  ['"a b"', 'invalid-request'],
  ['"a", "b"', 'invalid-request'],
  ['"a";p=1', 'invalid-request'],
  ['"a\\"b"', 'invalid-request'],
  ['ключ', 'invalid-request'],
  ['a'.repeat(129), 'invalid-request'],
])('the key %j is refused as %s', async (header, type) => {
  const answer = await place(header);
  expect([answer.statusCode, answer.json().type]).toEqual([400, `/problems/${type}`]);
});

test('a replay answers with the same status, body and location', async () => {
  const [first, second] = [await place('replayed'), await place('"replayed"')];
  expect(second.body).toBe(first.body);
  expect(second.statusCode).toBe(first.statusCode);
  expect(second.headers.location).toBe(first.headers.location);
});

test('the same key with another body is 422', async () => {
  await place('reused');
  const answer = await place('reused', { ...placeBetExample, stakeMinor: '1' });
  expect([answer.statusCode, answer.json().type]).toEqual([
    422,
    '/problems/idempotency-key-reused',
  ]);
});

test('a key that is still running is 409', async () => {
  const under = await testGateway();
  under.services.set('betting', 'placeBet', () =>
    Promise.reject(new ServiceRefusal('idempotency-key-in-use', 'The first still runs.')),
  );
  const answer = await place('k-1', placeBetExample, under);
  expect([answer.statusCode, answer.json().type]).toEqual([
    409,
    '/problems/idempotency-key-in-use',
  ]);
});

test('a rejected bet is an answer with its reason, not a problem', async () => {
  const under = await testGateway();
  under.services.set('betting', 'placeBet', async () => rejectedBetExample);
  const answer = await place('k-1', placeBetExample, under);
  expect(answer.statusCode).toBe(201);
  expect(answer.json()).toEqual(rejectedBetExample);
});

test.each([
  ['stakeMinor', '-100'],
  ['stakeMinor', '0.5'],
  ['stakeMinor', '10.50'],
  ['stakeMinor', '01'],
  ['stakeMinor', '1e3'],
  ['stakeMinor', '9'.repeat(19)],
  ['stakeMinor', 100],
  ['stakeMinor', null],
  ['currency', 'eur'],
  ['currency', 'EURO'],
  ['type', 'sextuple'],
  ['oddsPolicy', 'WORSE'],
  ['legs', []],
  ['legs', Array.from({ length: 21 }, () => placeBetExample.legs[0])],
  ['legs', { 0: placeBetExample.legs[0] }],
  ['balance', '999999'],
  ['__proto__x', {}],
  ['status', 'ACCEPTED'],
])('%s %j is pointed at', async (field, value) => {
  const answer = await place('k-1', { ...placeBetExample, [field]: value });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({
    type: '/problems/invalid-request',
    errors: [{ pointer: `/${field}` }],
  });
});

test.each(['odds', 'marketId', 'outcomeId'])('a leg without %s is pointed at', async (field) => {
  const { [field as 'odds']: _gone, ...leg } = placeBetExample.legs[0]!;
  const answer = await place('k-1', { ...placeBetExample, legs: [leg] });
  expect(answer.json().errors).toEqual([{ pointer: `/legs/0/${field}`, detail: 'is required' }]);
});

test('a number written as text is not taken for a number', async () => {
  const leg = { ...placeBetExample.legs[0], marketVersion: '17' };
  const answer = await place('k-1', { ...placeBetExample, legs: [leg] });
  expect(answer.json().errors).toEqual([
    { pointer: '/legs/0/marketVersion', detail: 'must be integer' },
  ]);
});
