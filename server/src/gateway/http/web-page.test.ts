import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Gateway } from '../gateway.ts';
import { testGateway } from '../testing/gateway.ts';

let folder: string;
let gateway: Gateway;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'winnex-page-'));
  const root = join(folder, 'dist');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(root, 'index.html'), '<title>page</title>');
  await writeFile(join(root, '.env'), 'secret');
  await writeFile(join(root, 'icon.svg'), '<svg/>');
  await writeFile(join(root, 'assets/index-Bx3fA9_k.js'), 'let x');
  ({ gateway } = await testGateway({}, { webRoot: root }));
});
afterAll(() => rm(folder, { recursive: true }));

const browser = { accept: 'text/html,application/xhtml+xml' };
const forEver = 'public, max-age=31536000, immutable';

test.each([
  ['/', 'no-cache', 'text/html', 'page'],
  ['/index.html', 'no-cache', 'text/html', 'page'],
  ['/fixtures/fx-1?tab=goals', 'no-cache', 'text/html', 'page'],
  ['/icon.svg', 'no-cache', 'image/svg+xml', '<svg/>'],
  ['/assets/index-Bx3fA9_k.js', forEver, 'javascript', 'let x'],
])('%s', async (url, cacheControl, type, text) => {
  const answer = await gateway.app.inject({ url, headers: browser });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['cache-control']).toBe(cacheControl);
  expect(answer.headers['content-type']).toContain(type);
  expect(answer.body).toContain(text);
  if (type === 'text/html') {
    expect(answer.headers['content-security-policy']).toContain("default-src 'self'");
  }
});

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/.env',
  '/icon.svg%00',
  '/assets',
  '/assets/gone-12345678.js',
])('%s gives nothing away', async (url) => {
  const answer = await gateway.app.inject({ url, headers: { accept: '*/*' } });
  expect([404, 400]).toContain(answer.statusCode);
  expect(answer.body).not.toContain('secret');
});

test('the API never answers with the page', async () => {
  for (const url of ['/api/v2/nope', '/api', '/socket/x', '/problems/nope']) {
    const answer = await gateway.app.inject({ url, headers: browser });
    expect([url, answer.statusCode]).toEqual([url, 404]);
  }
});

test('a file that the browser has already is not sent again', async () => {
  const first = await gateway.app.inject({ url: '/icon.svg' });
  const headers = { 'if-none-match': String(first.headers.etag) };
  expect((await gateway.app.inject({ url: '/icon.svg', headers })).statusCode).toBe(304);
});

test('a page that is not built says how to build it', async () => {
  const { gateway: bare } = await testGateway();
  const answer = await bare.app.inject({ url: '/', headers: browser });
  expect([answer.statusCode, answer.body]).toEqual([200, expect.stringContaining('build:web')]);
});
