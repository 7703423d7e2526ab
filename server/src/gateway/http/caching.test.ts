import { expect, test } from 'vitest';
import { testGateway } from '../testing/gateway.ts';
import { fixturesExample } from './openapi/examples.ts';

const url = '/api/v2/fixtures';

test.each([
  [(etag: string) => etag, 304],
  [(etag: string) => `W/${etag}`, 304],
  [(etag: string) => `"other", ${etag}`, 304],
  [() => '*', 304],
  [() => '"other"', 200],
  [(etag: string) => etag.slice(1, -1), 200],
])('if-none-match case %# answers %i', async (header, status) => {
  const { gateway } = await testGateway();
  const first = await gateway.app.inject(url);
  const etag = String(first.headers.etag);
  expect(etag).toMatch(/^"[\w-]+"$/);
  const second = await gateway.app.inject({ url, headers: { 'if-none-match': header(etag) } });
  expect([second.statusCode, second.headers.etag]).toEqual([status, etag]);
  expect(second.headers['cache-control']).toBe('public, max-age=1, must-revalidate');
  expect(second.body === '').toBe(status === 304);
});

test('another state has another tag', async () => {
  const { gateway, services } = await testGateway();
  const first = await gateway.app.inject(url);
  services.set('odds', 'fixtures', async () => ({ fixtures: [] }));
  const headers = { 'if-none-match': String(first.headers.etag) };
  const second = await gateway.app.inject({ url, headers });
  expect([second.statusCode, second.json()]).toEqual([200, { fixtures: [] }]);
  expect(first.json()).toEqual(fixturesExample);
});

test('a problem is never kept', async () => {
  const { gateway } = await testGateway();
  const answer = await gateway.app.inject('/api/v2/fixtures/none');
  expect([answer.headers['cache-control'], answer.headers.etag]).toEqual(['no-store', undefined]);
});
