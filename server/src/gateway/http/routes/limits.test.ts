import { expect, test } from 'vitest';
import { tokenOf } from '../../testing/fakes.ts';
import { testGateway } from '../../testing/gateway.ts';

const headers = { authorization: `Bearer ${tokenOf('u1')}` };

test('deposit limits are told with what was paid in, the others as the service knows them', async () => {
  const { gateway, services } = await testGateway();
  const limits = [
    { kind: 'deposit', period: 'day', max: '4000', source: 'customer' },
    { kind: 'deposit', period: 'month', max: '9000', source: 'operator' },
    { kind: 'stake', period: 'day', max: '100', source: 'customer' },
  ] as const;
  services.set('user', 'limits', async () => ({ currency: 'EUR', limits: [...limits] }));
  services.set('payment', 'grossDeposits', async ({ userId }) => {
    expect(userId).toBe('u1');
    return { day: '5000', week: '5500', month: '6000' };
  });
  const answer = await gateway.app.inject({ url: '/api/v2/me/limits', headers });
  expect(answer.json()).toEqual({
    currency: 'EUR',
    limits: [
      { ...limits[0], used: '5000', remaining: '0' },
      { ...limits[1], used: '6000', remaining: '3000' },
      limits[2],
    ],
  });
});

test('services hear which limit and what of it', async () => {
  const { gateway, services } = await testGateway();
  const heard: unknown[] = [];
  services.set('user', 'setLimit', async (caller, path, request) => {
    heard.push(caller.userId, path, request);
    return { currency: 'EUR', limits: [] };
  });
  const answer = await gateway.app.inject({
    method: 'PUT',
    url: '/api/v2/me/limits/stake/bet',
    headers,
    payload: { max: '500' },
  });
  expect(answer.json()).toEqual({ currency: 'EUR', limits: [] });
  expect(heard).toEqual(['u1', { kind: 'stake', period: 'bet' }, { max: '500' }]);
});

test.each([
  ['PUT', 'limits/luck/day', { max: '1' }, '/params/kind'],
  ['PUT', 'limits/stake/year', { max: '1' }, '/params/period'],
  ['PUT', 'limits/stake/day', { max: 1 }, '/max'],
  ['PUT', 'limits/stake/day', { max: '-1' }, '/max'],
  ['PUT', 'limits/stake/day', { max: '1', source: 'operator' }, '/source'],
  ['POST', 'time-out', { days: 43 }, '/days'],
  ['POST', 'time-out', { days: 0.5 }, '/days'],
  ['POST', 'self-exclusion', { months: 5 }, '/months'],
] as const)('%s %s with %j is refused', async (method, path, payload, pointer) => {
  const { gateway } = await testGateway();
  const url = `/api/v2/me/${path}`;
  const answer = await gateway.app.inject({ method, url, headers, payload });
  expect([answer.statusCode, answer.json().type]).toEqual([400, '/problems/invalid-request']);
  expect(answer.json().errors.map((one: { pointer: string }) => one.pointer)).toContain(pointer);
});
