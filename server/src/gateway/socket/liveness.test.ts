import { boardChannel } from '@winnex/contracts';
import { afterEach, expect, test } from 'vitest';
import { fixtureExample, fixturesExample, marketExample } from '../http/openapi/examples.ts';
import { type GatewayUnderTest, testGateway, testSettings } from '../testing/gateway.ts';
import { connect } from '../testing/socket-client.ts';

let under: GatewayUnderTest;
async function start(settings: object): Promise<string> {
  under = await testGateway({ socket: { ...testSettings.socket, ...settings } });
  return (await under.gateway.listen()).url;
}
afterEach(() => under.gateway.drain());

const { markets: _markets, ...head } = fixtureExample;
/** A frame of 200 KB, so that a few of them fill what the system buffers. */
const padding = 'x'.repeat(200_000);

function publish(version: number): void {
  const market = { ...marketExample, version, name: padding };
  under.broadcast.publish(boardChannel, {
    fixtureId: head.id,
    fixture: head,
    summary: fixturesExample.fixtures[0]!,
    markets: [market],
  });
}

test('a slow reader gets the newest snapshot, not the backlog; others lose nothing', async () => {
  const url = await start({ conflateMs: 1, bufferedBytesMax: 400_000 });
  const topic = `fixture:${head.id}`;
  const [slow, quick] = [await connect(url), await connect(url)];
  for (const client of [slow, quick]) {
    client.send({ op: 'subscribe', topics: [topic] });
    await client.next();
  }
  slow.socket.pause();
  const rounds = 100;
  for (let round = 1; round <= rounds; round += 1) {
    publish(100 + round);
    expect(await quick.next()).toMatchObject({ op: 'delta', seq: round });
  }
  slow.socket.resume();
  let backlog = 0;
  let last = await slow.next();
  for (; last.op === 'delta'; last = await slow.next()) backlog += 1;
  expect(backlog).toBeLessThan(rounds / 2);
  expect(last).toMatchObject({
    op: 'snapshot',
    seq: rounds,
    data: { fixture: { markets: [{ version: 100 + rounds }] } },
  });
  expect(await slow.within(30)).toEqual([]);
  publish(500);
  expect(await slow.next()).toMatchObject({ op: 'delta', seq: rounds + 1 });
});

test('heartbeats come, and a peer that answers pings stays', async () => {
  const url = await start({ heartbeatMs: 100 });
  const client = await connect(url);
  for (let beat = 0; beat < 4; beat += 1) {
    const at = expect.stringMatching(/^\d{4}-.*Z$/);
    expect(await client.next()).toMatchObject({ op: 'heartbeat', at });
  }
  expect(client.socket.readyState).toBe(client.socket.OPEN);
});

test('a peer that answers nothing is cut', async () => {
  const url = await start({ heartbeatMs: 30 });
  const client = await connect(url);
  client.socket.pong = () => undefined;
  client.socket.removeAllListeners('ping');
  Object.assign(client.socket, { _autoPong: false });
  expect((await client.closed()).code).toBe(1006);
});
