import { once } from 'node:events';
import { accountChannel, type Bet, type BoardUpdate, boardChannel } from '@winnex/contracts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import {
  betExample,
  fixtureExample,
  fixturesExample,
  marketExample,
  walletExample,
} from '../http/openapi/examples.ts';
import { tokenOf } from '../testing/fakes.ts';
import { type GatewayUnderTest, testGateway, testSettings } from '../testing/gateway.ts';
import { connect, type SocketClient } from '../testing/socket-client.ts';

const { markets: _markets, ...head } = fixtureExample;
const summary = fixturesExample.fixtures[0]!;
const topic = `fixture:${fixtureExample.id}`;

function update(version: number, parts: Partial<BoardUpdate> = {}): BoardUpdate {
  const market = { ...marketExample, version };
  return {
    fixtureId: head.id,
    fixture: head,
    summary: { ...summary, mainMarket: market },
    markets: [market],
    ...parts,
  };
}

let under: GatewayUnderTest;
let url: string;
async function start(...parameters: Parameters<typeof testGateway>): Promise<void> {
  under = await testGateway(...parameters);
  ({ url } = await under.gateway.listen());
}
const socketSettings = (settings: object) => ({ socket: { ...testSettings.socket, ...settings } });

beforeEach(() => start());
afterEach(() => under.gateway.drain());

async function subscribed(name: string): Promise<SocketClient> {
  const client = await connect(url);
  client.send({ op: 'subscribe', topics: [name] });
  expect(await client.next()).toMatchObject({ op: 'snapshot', topic: name });
  return client;
}

describe('lobby and fixtures', () => {
  test('a snapshot, then deltas whose seq grows by one', async () => {
    const client = await connect(url);
    client.send({ op: 'subscribe', topics: ['lobby'] });
    const snapshot = await client.next();
    expect(snapshot).toEqual({ op: 'snapshot', topic: 'lobby', seq: 0, data: fixturesExample });
    for (const version of [18, 19]) {
      under.broadcast.publish(boardChannel, update(version));
      expect(await client.next()).toEqual({
        op: 'delta',
        topic: 'lobby',
        seq: version - 17,
        data: { changed: [update(version).summary], removed: [] },
      });
    }
  });

  test('a fixture tells its changed markets and a goal', async () => {
    const client = await subscribed(topic);
    under.broadcast.publish(boardChannel, update(18));
    expect(await client.next()).toMatchObject({
      op: 'delta',
      seq: 1,
      data: { markets: [{ version: 18 }] },
    });
    const goal = { ...head, version: 43, score: { home: 2, away: 0 } };
    under.broadcast.publish(boardChannel, update(18, { fixture: goal, markets: [] }));
    expect(await client.next()).toMatchObject({ seq: 2, data: { fixture: goal, markets: [] } });
  });

  test('a hundred updates at once are one frame with the newest', async () => {
    const client = await subscribed(topic);
    for (let version = 18; version < 118; version += 1) {
      under.broadcast.publish(boardChannel, update(version));
    }
    expect(await client.next()).toMatchObject({ seq: 1, data: { markets: [{ version: 117 }] } });
    expect(await client.within(30)).toEqual([]);
  });

  test('an update older than the snapshot is not told', async () => {
    const client = await subscribed(topic);
    under.broadcast.publish(boardChannel, update(3));
    expect(await client.within(40)).toEqual([]);
  });

  test('updates during the load are in the snapshot or after it', async () => {
    under.services.set('odds', 'fixture', async () => {
      under.broadcast.publish(boardChannel, update(30));
      await new Promise((resolve) => setTimeout(resolve, 20));
      return fixtureExample;
    });
    const client = await connect(url);
    client.send({ op: 'subscribe', topics: [topic] });
    expect(await client.next()).toMatchObject({
      data: { fixture: { markets: [{ version: 30 }] } },
    });
  });

  test('a fixture that leaves the lobby is removed', async () => {
    const client = await subscribed('lobby');
    under.broadcast.publish(boardChannel, update(18, { summary: null }));
    expect(await client.next()).toMatchObject({ data: { changed: [], removed: [head.id] } });
  });

  test('subscribing again gives the newest snapshot', async () => {
    const client = await subscribed(topic);
    under.broadcast.publish(boardChannel, update(18));
    await client.next();
    client.send({ op: 'subscribe', topics: [topic] });
    expect(await client.next()).toMatchObject({
      op: 'snapshot',
      seq: 1,
      data: { fixture: { markets: [{ version: 18 }] } },
    });
  });

  test('after unsubscribing nothing comes, and subscribing starts anew', async () => {
    const client = await subscribed(topic);
    client.send({ op: 'unsubscribe', topics: [topic, 'never'] });
    client.send({ op: 'ping' });
    expect(await client.next()).toEqual({ op: 'pong' });
    under.broadcast.publish(boardChannel, update(18));
    expect(await client.within(40)).toEqual([]);
    client.send({ op: 'subscribe', topics: [topic] });
    expect(await client.next()).toMatchObject({ op: 'snapshot', topic });
  });

  test('on and off and on while it loads ends on', async () => {
    const client = await connect(url);
    client.send({ op: 'subscribe', topics: [topic] });
    client.send({ op: 'unsubscribe', topics: [topic] });
    client.send({ op: 'subscribe', topics: [topic] });
    expect(await client.next()).toMatchObject({ op: 'snapshot', topic });
    expect(await client.within(30)).toEqual([]);
    under.broadcast.publish(boardChannel, update(18));
    expect(await client.next()).toMatchObject({ op: 'delta', seq: 1 });
  });

  test('what broadcast lost is found by comparing', async () => {
    await under.gateway.drain();
    await start(socketSettings({ resyncMs: 20 }));
    const client = await subscribed('lobby');
    under.services.set('odds', 'fixtures', async () => ({ fixtures: [] }));
    expect(await client.next()).toMatchObject({ data: { changed: [], removed: [head.id] } });
  });

  test.each(['fixture:none', 'fixture:', 'nonsense', 'fixture'])('%s is unknown', async (name) => {
    const client = await connect(url);
    client.send({ op: 'subscribe', topics: [name] });
    expect(await client.next()).toMatchObject({ op: 'error', code: 'unknown-topic', topic: name });
  });

  test('an odds service that is away closes with 1013', async () => {
    under.services.set('odds', 'fixture', () => Promise.reject(new Error('planted')));
    const client = await connect(url);
    client.send({ op: 'subscribe', topics: [topic] });
    expect((await client.closed()).code).toBe(1013);
  });
});

describe('account', () => {
  async function signedIn(token = tokenOf('u1')): Promise<SocketClient> {
    const client = await connect(url);
    client.send({ op: 'authenticate', token });
    expect(await client.next()).toMatchObject({ op: 'authenticated' });
    client.send({ op: 'subscribe', topics: ['account'] });
    expect(await client.next()).toEqual({
      op: 'snapshot',
      topic: 'account',
      seq: 0,
      data: { wallet: walletExample, bets: [betExample] },
    });
    return client;
  }

  test.each(['nobody', 'forged.'])('needs a good token, not %j', async (token) => {
    const client = await connect(url);
    client.send({ op: 'authenticate', token });
    client.send({ op: 'subscribe', topics: ['account'] });
    const codes = [await client.next(), await client.next()];
    expect(codes).toMatchObject([{ code: 'unauthenticated' }, { code: 'unauthenticated' }]);
  });

  test("tells own bets and a wallet read anew, and nobody else's", async () => {
    const [mine, other] = [await signedIn(), await signedIn(tokenOf('u2'))];
    const settled: Bet = { ...betExample, status: 'SETTLED', result: 'WON', payoutMinor: '2350' };
    const richer = { ...walletExample, cashMinor: '6350' };
    let reads = 0;
    under.services.set('payment', 'wallet', async () => {
      reads += 1;
      return richer;
    });
    for (const bets of [[], [settled]]) {
      under.broadcast.publish(accountChannel, { userId: 'u1', wallet: true, bets });
    }
    expect(await mine.next()).toEqual({
      op: 'delta',
      topic: 'account',
      seq: 1,
      data: { wallet: richer, bets: [settled] },
    });
    expect(reads).toBe(1);
    expect(await other.within(30)).toEqual([]);
  });

  test('a wallet that cannot be read does not hold up the bets', async () => {
    const client = await signedIn();
    under.services.set('payment', 'wallet', () => Promise.reject(new Error('planted')));
    under.broadcast.publish(accountChannel, { userId: 'u1', wallet: true, bets: [betExample] });
    expect(await client.next()).toMatchObject({ op: 'delta', data: { bets: [betExample] } });
  });

  test('ends with the token, and the socket stays', async () => {
    const client = await signedIn(`${tokenOf('u1')}.${Date.now() + 500}`);
    expect(await client.next()).toMatchObject({ code: 'unauthenticated', topic: 'account' });
    under.broadcast.publish(accountChannel, { userId: 'u1', wallet: true, bets: [] });
    client.send({ op: 'ping' });
    expect(await client.next()).toEqual({ op: 'pong' });
    expect(await client.within(30)).toEqual([]);
  });

  test('signing in as somebody else leaves the first account', async () => {
    const client = await signedIn();
    client.send({ op: 'authenticate', token: tokenOf('u2') });
    await client.next();
    under.broadcast.publish(accountChannel, { userId: 'u1', wallet: true, bets: [] });
    expect(await client.within(40)).toEqual([]);
  });

  test('a fresh token for the same user changes nothing', async () => {
    const client = await signedIn();
    client.send({ op: 'authenticate', token: tokenOf('u1') });
    await client.next();
    under.broadcast.publish(accountChannel, { userId: 'u1', wallet: false, bets: [betExample] });
    expect(await client.next()).toMatchObject({ op: 'delta', seq: 1 });
  });
});

describe('limits', () => {
  test.each(['', 'x', 'null', '[]', '{"op":"fly"}', '{"op":"ping","x":1}', '{"op":"subscribe"}'])(
    '%j is a bad message, and the socket stays',
    async (text) => {
      const client = await connect(url);
      client.send(text);
      expect(await client.next()).toMatchObject({ op: 'error', code: 'bad-message' });
      client.send({ op: 'ping' });
      expect(await client.next()).toEqual({ op: 'pong' });
    },
  );

  test('binary is a bad message', async () => {
    const client = await connect(url);
    client.socket.send(Buffer.from('{"op":"ping"}'));
    expect(await client.next()).toMatchObject({ code: 'bad-message' });
  });

  test('a message that is too large closes with 1009', async () => {
    const client = await connect(url);
    client.send('x'.repeat(4_097));
    expect((await client.closed()).code).toBe(1009);
  });

  test('too many messages close with 1008', async () => {
    const client = await connect(url);
    for (let count = 0; count < 120; count += 1) client.send({ op: 'ping' });
    expect((await client.closed()).code).toBe(1008);
  });

  test('too many topics are refused one by one', async () => {
    await under.gateway.drain();
    await start(socketSettings({ topicsMax: 1 }));
    const client = await subscribed('lobby');
    client.send({ op: 'subscribe', topics: [topic, 'lobby'] });
    expect([await client.next(), await client.next()]).toMatchObject([
      { op: 'error', code: 'too-many-topics', topic },
      { op: 'snapshot', topic: 'lobby' },
    ]);
  });

  async function refusal(path: string, options: { origin?: string } = {}) {
    const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, options);
    socket.on('error', () => undefined);
    const [, response] = await once(socket, 'unexpected-response');
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    return [response.statusCode, JSON.parse(Buffer.concat(chunks).toString()).type];
  }

  test.each([
    ['https://evil.example', 403],
    ['null', 403],
  ])('a page of %s may not open it', async (origin) => {
    expect(await refusal('/socket', { origin })).toEqual([403, '/problems/forbidden']);
  });

  test('our own page may, and one that a setting names', async () => {
    await under.gateway.drain();
    await start({ allowedOrigins: ['https://friend.example'] });
    for (const origin of [url, 'https://friend.example']) {
      const client = await connect(url, { origin });
      client.socket.close();
    }
  });

  test('another path is not found', async () => {
    expect(await refusal('/elsewhere')).toEqual([404, '/problems/not-found']);
  });

  test('sockets are counted by address, and closing one makes room', async () => {
    await under.gateway.drain();
    await start(socketSettings({ socketsPerAddressMax: 1 }));
    const first = await connect(url);
    expect(await refusal('/socket')).toEqual([429, '/problems/too-many-requests']);
    first.socket.close();
    await first.closed();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await connect(url);
  });

  test('sockets are counted in all', async () => {
    await under.gateway.drain();
    await start(socketSettings({ socketsMax: 0 }));
    expect(await refusal('/socket')).toEqual([503, '/problems/unavailable']);
  });
});
