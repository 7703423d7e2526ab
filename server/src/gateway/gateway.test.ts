import { once } from 'node:events';
import { connect as openTcp } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tokenOf } from './testing/fakes.ts';
import { type GatewayUnderTest, testGateway } from './testing/gateway.ts';
import { connect } from './testing/socket-client.ts';

let under: GatewayUnderTest;
let url: string;
beforeEach(async () => {
  under = await testGateway({ requestTimeoutMs: 300, drainTimeoutMs: 300 });
  ({ url } = await under.gateway.listen());
});
afterEach(() => under.gateway.drain());

const authorization = `Bearer ${tokenOf('u1')}`;

async function rawAnswer(text: string): Promise<string> {
  const socket = openTcp(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(text);
  let answer = '';
  socket.on('data', (bytes) => {
    answer += String(bytes);
  });
  await once(socket, 'close');
  return answer;
}

test.each([
  ['not HTTP', 'hello there\r\n\r\n', 400],
  ['endless headers', `GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
  ['headers that never end', 'GET / HTTP/1.1\r\nhost: a\r\n', 408],
  [
    'a body that never comes',
    'POST /api/v2/auth/sign-in HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n' +
      'content-length: 5\r\n\r\n{',
    408,
  ],
])('%s is answered and cut', async (_name, text, status) => {
  const answer = await rawAnswer(text);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer).toContain('application/problem+json');
  expect(answer).toContain('"type":"about:blank"');
});

test('a port that is taken is said in a sentence', async () => {
  const port = Number(new URL(url).port);
  const second = await testGateway({ port });
  await expect(second.gateway.listen()).rejects.toThrow(
    `127.0.0.1:${port} is taken: stop the program that uses it, or set another server.port`,
  );
  await second.gateway.drain();
});

test('draining ends what runs, closes sockets with 1001 and takes nothing new', async () => {
  let finish: () => void = () => undefined;
  under.services.set('user', 'profile', async () => {
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    return (await import('./http/openapi/examples.ts')).profileExample;
  });
  const client = await connect(url);
  const running = fetch(`${url}/api/v2/me`, { headers: { authorization } });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const drained = under.gateway.drain();
  expect(await client.closed()).toEqual({ code: 1001, reason: 'stopping' });
  await expect(fetch(`${url}/livez`)).rejects.toThrow();
  finish();
  expect((await running).status).toBe(200);
  await drained;
});

test('what does not end by the deadline is cut', async () => {
  under.services.set('user', 'profile', () => new Promise(() => undefined));
  const client = await connect(url);
  client.socket.pause();
  const running = fetch(`${url}/api/v2/me`, { headers: { authorization } });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const startedMs = performance.now();
  const drained = under.gateway.drain();
  await expect(running).rejects.toThrow();
  await drained;
  expect(performance.now() - startedMs).toBeLessThan(2_000);
  client.socket.terminate();
});
