import { expect, test } from 'vitest';
import { tokenOf } from '../testing/fakes.ts';
import { testGateway, testSettings } from '../testing/gateway.ts';
import { placeBetExample, quoteRequestExample, signInExample } from './openapi/examples.ts';

const limited = (limits: object) => ({
  rateLimits: { ...testSettings.rateLimits, ...limits },
});
const bearer = (userId: string) => ({ authorization: `Bearer ${tokenOf(userId)}` });

test('answers say what is left, and the last straw is 429', async () => {
  const { gateway } = await testGateway(limited({ addressMax: 2 }));
  const ask = (remoteAddress = '10.0.0.1') =>
    gateway.app.inject({ url: '/api/v2/fixtures', remoteAddress });
  expect((await ask()).headers).toMatchObject({
    'ratelimit-policy': '"address";q=2;w=60',
    ratelimit: '"address";r=1;t=60',
  });
  await ask();
  const third = await ask();
  expect([third.statusCode, third.json().type]).toEqual([429, '/problems/too-many-requests']);
  expect(third.headers.ratelimit).toMatch(/^"address";r=0;t=\d+$/);
  expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
  expect((await ask('10.0.0.2')).statusCode).toBe(200);
});

test('addresses of one IPv6 network count as one', async () => {
  const { gateway } = await testGateway(limited({ addressMax: 1 }));
  const ask = (remoteAddress: string) =>
    gateway.app.inject({ url: '/api/v2/fixtures', remoteAddress });
  expect((await ask('2001:db8::1')).statusCode).toBe(200);
  expect((await ask('2001:db8::2')).statusCode).toBe(429);
  expect((await ask('2001:db8:0:1::1')).statusCode).toBe(200);
});

test('auth routes have a stricter limit of their own', async () => {
  const { gateway } = await testGateway(limited({ authAddressMax: 1 }));
  const signIn = () =>
    gateway.app.inject({ method: 'POST', url: '/api/v2/auth/sign-in', payload: signInExample });
  expect((await signIn()).statusCode).toBe(200);
  expect((await signIn()).statusCode).toBe(429);
  expect((await gateway.app.inject('/api/v2/fixtures')).statusCode).toBe(200);
});

test('guessing tokens is counted by address', async () => {
  const { gateway } = await testGateway(limited({ addressMax: 1 }));
  const guess = () =>
    gateway.app.inject({ url: '/api/v2/me', headers: { authorization: 'Bearer x' } });
  expect([(await guess()).statusCode, (await guess()).statusCode]).toEqual([401, 429]);
});

test('users are counted apart, bets and quotes together', async () => {
  const { gateway } = await testGateway(limited({ betUserMax: 2 }));
  const quote = (userId: string) =>
    gateway.app.inject({
      method: 'POST',
      url: '/api/v2/quotes',
      headers: bearer(userId),
      payload: quoteRequestExample,
    });
  const bet = await gateway.app.inject({
    method: 'POST',
    url: '/api/v2/bets',
    headers: { ...bearer('u1'), 'idempotency-key': 'k' },
    payload: placeBetExample,
  });
  expect(bet.statusCode).toBe(201);
  expect((await quote('u1')).statusCode).toBe(200);
  expect((await quote('u1')).statusCode).toBe(429);
  expect((await quote('u2')).statusCode).toBe(200);
  const wallet = await gateway.app.inject({ url: '/api/v2/wallet', headers: bearer('u1') });
  expect(wallet.statusCode).toBe(200);
});

test('who watches the program is not counted', async () => {
  const { gateway } = await testGateway(limited({ addressMax: 0 }));
  for (const url of ['/livez', '/readyz', '/metrics']) {
    expect((await gateway.app.inject(url)).statusCode).toBe(200);
  }
});
