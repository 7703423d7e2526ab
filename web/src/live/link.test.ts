import type { ServerMessage } from '@winnex/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLink, STALE_MS } from './link.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('subscribes once open, and asks again after a gap', () => {
  const { link, socket, received } = startLink();
  link.subscribe('lobby');
  socket().opens();
  socket().says(snapshot('lobby', 4), delta('lobby', 5), delta('lobby', 7), delta('lobby', 8));
  expect(received).toEqual(['lobby snapshot', 'lobby delta']);
  expect(socket().heard).toEqual([
    { op: 'subscribe', topics: ['lobby'] },
    { op: 'unsubscribe', topics: ['lobby'] },
    { op: 'subscribe', topics: ['lobby'] },
  ]);
  socket().says(snapshot('lobby', 12), delta('lobby', 13));
  expect(received).toHaveLength(4);
});

test('comes back after a lost connection, and takes only a new snapshot', () => {
  const { link, socket, sockets, received } = startLink();
  link.subscribe('lobby');
  socket().opens();
  socket().says(snapshot('lobby', 1));
  socket().closes();
  vi.advanceTimersByTime(1_000);
  expect(sockets).toHaveLength(2);
  socket().opens();
  socket().says(delta('lobby', 2));
  expect(received).toEqual(['lobby snapshot']);
  expect(socket().heard).toEqual([{ op: 'subscribe', topics: ['lobby'] }]);
});

test('silence makes prices stale, a word makes them live again', () => {
  const { link, socket } = startLink();
  socket().opens();
  socket().says({ op: 'heartbeat', at: '' });
  expect(link.state.value).toBe('live');
  vi.advanceTimersByTime(STALE_MS);
  expect(link.state.value).toBe('stale');
  expect(socket().heard).toContainEqual({ op: 'ping' });
  socket().says({ op: 'pong' });
  expect(link.state.value).toBe('live');
});

test('a connection that stays silent is opened anew', () => {
  const { sockets, socket } = startLink();
  socket().opens();
  vi.advanceTimersByTime(20_000);
  expect(sockets.length).toBeGreaterThan(1);
  expect(sockets[0]?.readyState).toBe(3);
});

test('the account is asked for only once authenticated, and left with the connection', () => {
  const { link, socket, sockets } = startLink();
  link.subscribe('account');
  socket().opens();
  expect(socket().heard).toEqual([]);
  link.authenticate('token');
  socket().says({ op: 'authenticated', expiresAt: '' });
  expect(socket().heard).toEqual([
    { op: 'authenticate', token: 'token' },
    { op: 'subscribe', topics: ['account'] },
  ]);
  link.authenticate(null);
  expect(sockets[0]?.readyState).toBe(3);
});

test('after its token ran out the account is asked for again with the next', () => {
  const { link, socket } = startLink();
  link.subscribe('account');
  link.authenticate('old');
  socket().opens();
  socket().says({ op: 'authenticated', expiresAt: '' });
  socket().says({ op: 'error', code: 'unauthenticated', message: 'expired', topic: 'account' });
  link.authenticate('new');
  socket().says({ op: 'authenticated', expiresAt: '' });
  expect(socket().heard.at(-1)).toEqual({ op: 'subscribe', topics: ['account'] });
});

test('a topic is left with its last reader', () => {
  const { link, socket } = startLink();
  socket().opens();
  link.subscribe('fixture:1');
  link.subscribe('fixture:1');
  link.unsubscribe('fixture:1');
  expect(socket().heard).toHaveLength(1);
  link.unsubscribe('fixture:1');
  expect(socket().heard.at(-1)).toEqual({ op: 'unsubscribe', topics: ['fixture:1'] });
});

test('what is not a message is passed over', () => {
  const { socket, link } = startLink();
  socket().opens();
  socket().emit('message', { data: 'not json' });
  socket().emit('message', { data: '7' });
  expect(link.state.value).toBe('connecting');
});

function snapshot(topic: string, seq: number): ServerMessage {
  return { op: 'snapshot', topic, seq, data: null };
}

function delta(topic: string, seq: number): ServerMessage {
  return { op: 'delta', topic, seq, data: null };
}

function startLink() {
  const sockets: ReturnType<typeof scriptedSocket>[] = [];
  const received: string[] = [];
  const link = createLink({
    open() {
      const opened = scriptedSocket();
      sockets.push(opened);
      return opened;
    },
    random: () => 0,
    nowMs: () => Date.now(),
    receive: (topic, op) => received.push(`${topic} ${op}`),
  });
  link.start();
  const socket = () => {
    const last = sockets.at(-1);
    if (last === undefined) throw new Error('no socket was opened');
    return last;
  };
  return { link, sockets, socket, received };
}

/** A socket whose other end is the test. */
function scriptedSocket() {
  const listeners = new Map<string, ((event: unknown) => void)[]>();
  const socket = {
    readyState: 0 as 0 | 1 | 2 | 3,
    heard: [] as unknown[],
    send(frame: unknown) {
      socket.heard.push(JSON.parse(String(frame)));
    },
    close() {
      socket.readyState = 3;
    },
    addEventListener(type: string, listener: unknown) {
      const known = listeners.get(type) ?? [];
      listeners.set(type, [...known, listener as (event: unknown) => void]);
    },
    emit(type: string, event: unknown = {}) {
      for (const listener of listeners.get(type) ?? []) listener(event);
    },
    opens() {
      socket.readyState = 1;
      socket.emit('open');
    },
    closes() {
      socket.readyState = 3;
      socket.emit('close');
    },
    says(...messages: ServerMessage[]) {
      for (const message of messages) socket.emit('message', { data: JSON.stringify(message) });
    },
  };
  return socket;
}
