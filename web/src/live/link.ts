import { type ReadonlySignal, signal } from '@preact/signals';
import type { ClientMessage, ServerMessage } from '@winnex/contracts';
import { backoffMs } from './backoff.ts';
import { nextStep } from './topic-sequence.ts';

/** `stale`: nothing was heard for `STALE_MS`, so prices on the page may be wrong. */
export type LinkState = 'connecting' | 'live' | 'stale';

export const PING_MS = 3_000;
export const STALE_MS = 8_000;
/** A connection this long silent is given up and opened anew. */
export const DEAD_MS = 14_000;

export interface LinkOptions {
  readonly open: () => Pick<WebSocket, 'send' | 'close' | 'readyState' | 'addEventListener'>;
  readonly random: () => number;
  readonly nowMs: () => number;
  /** A frame of a topic that is in sequence. */
  readonly receive: (topic: string, op: 'snapshot' | 'delta', data: unknown) => void;
}

export interface Link {
  readonly state: ReadonlySignal<LinkState>;
  start(): void;
  stop(): void;
  /** Counted: the topic is left when as many `unsubscribe` have come. */
  subscribe(topic: string): void;
  unsubscribe(topic: string): void;
  /** Sets who is signed in; null drops the connection, and with it what it was allowed to hear. */
  authenticate(token: string | null): void;
}

/** The topic that only an authenticated connection may hear. */
const ACCOUNT = 'account';

/** Keeps one connection to the live channel, and every wanted topic in sequence on it. */
export function createLink(options: LinkOptions): Link {
  const state = signal<LinkState>('connecting');
  const wanted = new Map<string, { count: number; seq: number | null }>();
  let socket: ReturnType<LinkOptions['open']> | null = null;
  let token: string | null = null;
  let authenticated = false;
  let attempt = 0;
  let heardMs = 0;
  let running = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let watch: ReturnType<typeof setInterval> | undefined;

  const isOpen = () => socket?.readyState === 1;
  const say = (message: ClientMessage) => {
    if (isOpen()) socket?.send(JSON.stringify(message));
  };
  const maySay = (topic: string) => topic !== ACCOUNT || authenticated;

  function connect(): void {
    const opened = options.open();
    socket = opened;
    authenticated = false;
    opened.addEventListener('open', () => {
      if (socket !== opened) return;
      for (const topic of wanted.values()) topic.seq = null;
      if (token !== null) say({ op: 'authenticate', token });
      const topics = [...wanted.keys()].filter(maySay);
      if (topics.length > 0) say({ op: 'subscribe', topics });
    });
    opened.addEventListener('message', (event) => {
      if (socket === opened) hear((event as MessageEvent).data);
    });
    opened.addEventListener('close', () => {
      if (socket === opened) reconnect();
    });
  }

  function reconnect(): void {
    socket = null;
    if (!running) return;
    clearTimeout(retry);
    retry = setTimeout(connect, backoffMs(attempt++, options.random()));
  }

  function drop(): void {
    const old = socket;
    socket = null;
    old?.close();
  }

  function hear(frame: unknown): void {
    const message = readFrame(frame);
    if (message === null) return;
    heardMs = options.nowMs();
    attempt = 0;
    state.value = 'live';
    if (message.op === 'snapshot' || message.op === 'delta') take(message);
    else if (message.op === 'authenticated') {
      const first = !authenticated;
      authenticated = true;
      if (first && wanted.has(ACCOUNT)) say({ op: 'subscribe', topics: [ACCOUNT] });
    } else if (message.op === 'error') {
      // The token ran out: the account is asked for again with the next one.
      if (message.code === 'unauthenticated') authenticated = false;
    }
  }

  function take(message: Extract<ServerMessage, { op: 'snapshot' | 'delta' }>): void {
    const topic = wanted.get(message.topic);
    if (topic === undefined) return;
    const { seq, step } = nextStep(topic.seq, message.op, message.seq);
    topic.seq = seq;
    if (step === 'apply') options.receive(message.topic, message.op, message.data);
    if (step === 'resubscribe') {
      say({ op: 'unsubscribe', topics: [message.topic] });
      say({ op: 'subscribe', topics: [message.topic] });
    }
  }

  function checkSilence(): void {
    const silentMs = options.nowMs() - heardMs;
    if (silentMs >= STALE_MS) state.value = 'stale';
    if (silentMs >= PING_MS) say({ op: 'ping' });
    if (silentMs >= DEAD_MS && socket !== null) {
      heardMs = options.nowMs() - STALE_MS;
      drop();
      reconnect();
    }
  }

  return {
    state,
    start() {
      running = true;
      heardMs = options.nowMs();
      watch = setInterval(checkSilence, 1_000);
      connect();
    },
    stop() {
      running = false;
      clearTimeout(retry);
      clearInterval(watch);
      drop();
    },
    subscribe(name) {
      const topic = wanted.get(name);
      if (topic !== undefined) topic.count += 1;
      else {
        wanted.set(name, { count: 1, seq: null });
        if (maySay(name)) say({ op: 'subscribe', topics: [name] });
      }
    },
    unsubscribe(name) {
      const topic = wanted.get(name);
      if (topic === undefined) return;
      topic.count -= 1;
      if (topic.count > 0) return;
      wanted.delete(name);
      say({ op: 'unsubscribe', topics: [name] });
    },
    authenticate(next) {
      const leaving = token !== null && next === null;
      token = next;
      if (next !== null) say({ op: 'authenticate', token: next });
      if (leaving && running) {
        drop();
        reconnect();
      }
    },
  };
}

function readFrame(frame: unknown): ServerMessage | null {
  if (typeof frame !== 'string') return null;
  try {
    const message: unknown = JSON.parse(frame);
    return typeof message === 'object' && message !== null && 'op' in message
      ? (message as ServerMessage)
      : null;
  } catch {
    return null;
  }
}
