import { randomUUID } from 'node:crypto';
import type { Bet, FixtureList, Market, PlaceBetRequest, Problem } from '@winnex/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../server/src/platform/database/testing/test-database.ts';
import { type Answer, type Person, register } from './testing/api-client.ts';
import { eventually } from './testing/eventually.ts';
import { nextMarket, singleOn } from './testing/match-bet.ts';
import { type RunningBook, startBook } from './testing/running-book.ts';

let database: TestDatabase;
let book: RunningBook;
let bettor: Person;
let market: Market;

beforeAll(async () => {
  database = await createTestDatabase();
  book = await startBook({ databaseUrl: database.url });
  bettor = await register(book.api);
  await bettor.deposit('10000');
  market = await nextMarket(book.api, 15_000);
});
afterAll(async () => {
  await book?.stop();
  await database?.drop();
});

const expectProblem = (answer: Answer<unknown>, status: number, type: string): void => {
  const { type: actual, status: said } = (answer.body ?? {}) as Problem;
  expect(answer.contentType).toMatch(/^application\/problem\+json/);
  expect({ status: answer.status, said, type: actual?.split('/').at(-1) }).toEqual({
    status,
    said: status,
    type,
  });
};

const single = () => singleOn(market, 'home', '100');

describe('a bet', () => {
  test.each([
    ['an unknown field', { isFree: true }],
    ['a negative stake', { stakeMinor: '-1' }],
    ['a fraction of a cent', { stakeMinor: '1.5' }],
    ['a stake of 19 digits', { stakeMinor: '1000000000000000000' }],
    ['a stake that is a number', { stakeMinor: 100 }],
    ['a stake in exponents', { stakeMinor: '1e3' }],
    ['a stake of nothing at all', { stakeMinor: '' }],
    ['no legs', { legs: [] }],
    ['no currency', { currency: undefined }],
    ['a policy that is none', { oddsPolicy: 'WORSE' }],
    ['odds that are text', { legs: [{ marketId: 'm', outcomeId: 'o', odds: 'evens' }] }],
    ['a leg that is a list', { legs: [[]] }],
  ])('with %s does not match its schema', async (_case, change) => {
    const answer = await bettor.place({ ...single(), ...change } as PlaceBetRequest);
    expectProblem(answer, 400, 'invalid-request');
  });

  test.each<[string, string, Partial<PlaceBetRequest>]>([
    ['nothing', 'STAKE_TOO_LOW', { stakeMinor: '0' }],
    ['more than the limit', 'STAKE_TOO_HIGH', { stakeMinor: '999999999999999999' }],
    ['more than there is', 'INSUFFICIENT_FUNDS', { stakeMinor: '50000' }],
    ['a foreign currency', 'CURRENCY_MISMATCH', { currency: 'GBP' }],
    [
      'an unknown market',
      'UNKNOWN_MARKET',
      { legs: [{ marketId: 'no/such', outcomeId: 'home', odds: '2' }] },
    ],
  ])('of %s is rejected with %s', async (_case, code, change) => {
    const { status, body } = await bettor.place({ ...single(), ...change });
    expect(status).toBe(201);
    expect(body).toMatchObject({ status: 'REJECTED', rejection: { code } });
  });

  test('on an outcome that the market has not is rejected', async () => {
    const legs = [{ marketId: market.id, outcomeId: 'both', odds: '2' }];
    const { body } = await bettor.place({ ...single(), legs });
    expect(body.rejection?.code).toBe('UNKNOWN_OUTCOME');
  });

  test('on a market that is over is rejected', async () => {
    const ended = await eventually('a match that has ended', async () => {
      const { body } = await book.api.get<FixtureList>('/api/v2/fixtures?status=ended&limit=200');
      return body.fixtures[0] ?? null;
    });
    const legs = [{ marketId: `${ended.id}/1x2`, outcomeId: 'home', odds: '2' }];
    const { body } = await bettor.place({ ...single(), legs });
    expect(body.rejection?.code).toMatch(/^MARKET_(CLOSED|SUSPENDED)$/);
  });
});

describe('a request', () => {
  const post = (body: string, headers: Record<string, string> = {}): Promise<Answer<Bet>> =>
    book.api.send('/api/v2/bets', {
      method: 'POST',
      body,
      headers: {
        authorization: `Bearer ${bettor.token}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        ...headers,
      },
    });

  test.each([
    ['JSON that is broken', '{"type":', 400, 'invalid-request'],
    ['no body', '', 400, 'invalid-request'],
    ['a list', '[]', 400, 'invalid-request'],
    ['null', 'null', 400, 'invalid-request'],
    ['lists in lists', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 400, 'invalid-request'],
    ['a prototype', '{"__proto__":{"role":"operator"}}', 400, 'invalid-request'],
    ['100 KB', JSON.stringify({ type: 'x'.repeat(100_000) }), 413, 'payload-too-large'],
  ])('of %s is refused', async (_case, body, status, type) => {
    expectProblem(await post(body), status, type);
  });

  test('of another content type is refused', async () => {
    const answer = await post(JSON.stringify(single()), { 'content-type': 'text/plain' });
    expectProblem(answer, 415, 'unsupported-media-type');
  });

  test('without a key, or with one that is none, is refused', async () => {
    const token = bettor.token;
    const without = await book.api.post('/api/v2/bets', single(), { token });
    expectProblem(without, 400, 'idempotency-key-missing');
    const spaced = await post(JSON.stringify(single()), { 'idempotency-key': 'a b' });
    expectProblem(spaced, 400, 'invalid-request');
  });

  test('without a token, or with a forged one, is refused', async () => {
    const key = randomUUID();
    const anonymous = await book.api.post('/api/v2/bets', single(), { key });
    expectProblem(anonymous, 401, 'unauthenticated');
    const [head, body] = bettor.token.split('.');
    const forged = { token: `${head}.${body}.AAAA`, key };
    expectProblem(await book.api.post('/api/v2/bets', single(), forged), 401, 'unauthenticated');
  });

  test('to nowhere, or by a method not offered, is refused', async () => {
    expectProblem(await book.api.get('/api/v2/nowhere'), 404, 'not-found');
    const deleted = await book.api.send('/api/v2/bets', { method: 'DELETE' });
    expectProblem(deleted, 405, 'method-not-allowed');
  });
});

test('after all that the server is up, and nothing was spent', async () => {
  expect((await book.api.get('/readyz')).status).toBe(200);
  expect((await bettor.wallet()).cashMinor).toBe('10000');
  expect((await bettor.place(single())).body.status).toBe('ACCEPTED');
  expect(book.program.stderr()).toBe('');
});
