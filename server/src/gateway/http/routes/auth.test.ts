import { beforeEach, expect, test } from 'vitest';
import { type GatewayUnderTest, testGateway } from '../../testing/gateway.ts';
import { registerExample, signInExample } from '../openapi/examples.ts';

let { gateway, services } = {} as GatewayUnderTest;
beforeEach(async () => {
  ({ gateway, services } = await testGateway());
});

function post(path: string, headers: Record<string, string> = {}, payload?: object) {
  return gateway.app.inject({
    method: 'POST',
    url: `/api/v2/auth/${path}`,
    headers,
    ...(payload && { payload }),
  });
}

test.each([
  ['register', registerExample],
  ['sign-in', signInExample],
])('%s sets a cookie that scripts and other paths do not see', async (path, body) => {
  const answer = await post(path, {}, body);
  expect(answer.headers['set-cookie']).toBe(
    'winnex_refresh=refresh-1; Path=/api/v2/auth; Expires=Wed, 02 Jan 2030 00:00:00 GMT; ' +
      'HttpOnly; SameSite=Strict',
  );
  expect(answer.body).not.toContain('refresh-1');
});

test('behind TLS the cookie is Secure', async () => {
  ({ gateway } = await testGateway({ secureCookies: true }));
  expect((await post('sign-in', {}, signInExample)).headers['set-cookie']).toContain('; Secure');
});

test('refresh rotates the cookie', async () => {
  const answer = await post('refresh', { cookie: 'winnex_refresh=refresh-1' });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['set-cookie']).toContain('winnex_refresh=refresh-2');
});

test.each([undefined, 'winnex_refresh=stolen', 'winnex_refresh='])(
  'refresh with %s ends the session',
  async (cookie) => {
    const answer = await post('refresh', cookie === undefined ? {} : { cookie });
    expect(answer.statusCode).toBe(401);
    expect(answer.json().type).toBe('/problems/session-expired');
    expect(answer.headers['set-cookie']).toContain('winnex_refresh=; Max-Age=0');
  },
);

test('a fault during refresh leaves the cookie alone', async () => {
  services.set('user', 'refresh', () => Promise.reject(new Error('planted')));
  const answer = await post('refresh', { cookie: 'winnex_refresh=refresh-1' });
  expect(answer.statusCode).toBe(500);
  expect(answer.headers['set-cookie']).toBeUndefined();
});

test('sign-out ends the session at the service and clears the cookie', async () => {
  const ended: string[] = [];
  services.set('user', 'signOut', async (token) => void ended.push(token));
  const answer = await post('sign-out', { cookie: 'winnex_refresh=refresh-1' });
  expect([answer.statusCode, ended]).toEqual([204, ['refresh-1']]);
  expect(answer.headers['set-cookie']).toContain('winnex_refresh=; Max-Age=0');
});

test.each([
  ['https://evil.example', 403],
  ['null', 403],
  ['http://localhost:80', 401],
])('the cookie is not used for a page of %s: %i', async (origin, status) => {
  expect((await post('refresh', { origin })).statusCode).toBe(status);
});

test('a wrong password is a problem of its own', async () => {
  const answer = await post('sign-in', {}, { ...signInExample, password: 'wrong' });
  expect([answer.statusCode, answer.json().type]).toEqual([401, '/problems/invalid-credentials']);
});
