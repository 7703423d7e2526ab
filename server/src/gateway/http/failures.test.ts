import { ServiceRefusal } from '@winnex/contracts';
import { expect, test } from 'vitest';
import { silentLogger } from '../../platform/telemetry/logger.ts';
import { tokenOf } from '../testing/fakes.ts';
import { testGateway } from '../testing/gateway.ts';

/** An error as drivers throw it. */
function coded(code: string, message = 'planted secret'): Error {
  return Object.assign(new Error(message), { code });
}

async function walletAnswer(thrown: unknown) {
  const logged: { message: string; fields: Record<string, unknown> }[] = [];
  const logger = {
    ...silentLogger,
    error: (fields: object, message: string) => logged.push({ message, fields: { ...fields } }),
  };
  const { gateway, services } = await testGateway({ handlerTimeoutMs: 50 }, { logger });
  services.set('payment', 'wallet', () =>
    thrown === 'never' ? new Promise(() => undefined) : Promise.reject(thrown),
  );
  const answer = await gateway.app.inject({
    url: '/api/v2/wallet',
    headers: { authorization: `Bearer ${tokenOf('u1')}` },
  });
  return { answer, logged };
}

test.each([
  ['a refusal', new ServiceRefusal('account-blocked', 'Blocked.'), 403, 'account-blocked'],
  ['a bug', new TypeError('planted secret'), 500, 'internal'],
  ['a thrown text', 'planted secret', 500, 'internal'],
  ['nothing', undefined, 500, 'internal'],
  ['a constraint', coded('23505'), 500, 'internal'],
  ['a database that is down', coded('ECONNREFUSED'), 503, 'unavailable'],
  ['a database that stops', coded('57P01'), 503, 'unavailable'],
  ['no connection left', coded('53300'), 503, 'unavailable'],
  ['a lost connection', new Error('Connection terminated unexpectedly'), 503, 'unavailable'],
  ['a wrapped one', new Error('x', { cause: coded('08006') }), 503, 'unavailable'],
  ['a retryable fault', Object.assign(new Error('x'), { retryable: true }), 503, 'unavailable'],
  ['no answer in time', 'never', 504, 'timeout'],
])('%s', async (_name, thrown, status, type) => {
  const { answer, logged } = await walletAnswer(thrown);
  expect([answer.statusCode, answer.json().type]).toEqual([status, `/problems/${type}`]);
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect(answer.body).not.toMatch(/secret|at .*\.ts|node_modules/);
  expect(answer.headers['retry-after'] !== undefined).toBe(status === 503);
  expect(logged.map(({ message }) => message)).toEqual(
    status === 500 ? ['a request failed for no known reason'] : [],
  );
  if (status === 500) expect(logged[0]?.fields.requestId).toBe(answer.json().requestId);
});

test("a refusal's errors are passed on", async () => {
  const errors = [{ pointer: '/dateOfBirth', detail: 'must be 18 years ago' }];
  const { answer } = await walletAnswer(
    new ServiceRefusal('registration-refused', 'Too young.', errors),
  );
  expect(answer.json()).toMatchObject({ status: 422, detail: 'Too young.', errors });
});
