import type { Caller, ClientMessage, ServerMessage, UserOperations } from '@winnex/contracts';
import type { WebSocket } from 'ws';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Logger } from '../../platform/telemetry/logger.ts';
import type { SocketSettings } from '../settings.ts';
import type { Accounts } from './accounts.ts';
import type { Board } from './board.ts';
import { readClientMessage } from './client-message.ts';
import type { SocketMetrics } from './socket-metrics.ts';
import { encodeFrame, type Reader, type Topic } from './topic.ts';

/** RFC 6455 section 7.4.1, and the IANA registry for 1013. */
export const closeCodes = {
  goingAway: 1001,
  policy: 1008,
  internal: 1011,
  tryLater: 1013,
} as const;

export interface ConnectionContext {
  readonly board: Board;
  readonly accounts: Accounts;
  readonly user: UserOperations;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: SocketMetrics;
  readonly settings: SocketSettings;
}

export interface Connection {
  /** Sends a frame that belongs to no topic, unless the socket is behind. */
  send(frame: Buffer): void;
  /** False when nothing was heard since the last call. */
  takeSignOfLife(): boolean;
}

const ACCOUNT = 'account';
const FIXTURE = /^fixture:(.{1,120})$/s;
const pong = encodeFrame({ op: 'pong' });
const asText = { binary: false };

/** Speaks the protocol of the contracts' `socket.ts` with one client. */
export function serveConnection(socket: WebSocket, context: ConnectionContext): Connection {
  const { clock, settings, metrics, logger } = context;
  /** Topics asked for, each with a mark of its own while it is being loaded. */
  const topics = new Map<string, Topic | symbol>();
  /** Topics that changed while the socket was behind: owed one newest snapshot each. */
  const owed = new Set<Topic>();
  let caller: Caller | null = null;
  let cancelExpiry: (() => void) | undefined;
  let heard = true;
  let secondStartedMs = clock.now();
  let messagesThisSecond = 0;

  const reader: Reader = {
    deliver(topic, frame) {
      if (owed.has(topic)) return;
      if (isBehind()) {
        owed.add(topic);
        metrics.heldBack.inc();
      } else {
        transmit(frame);
      }
    },
  };

  const isBehind = () => socket.bufferedAmount > settings.bufferedBytesMax;

  function transmit(frame: Buffer): void {
    if (socket.readyState !== socket.OPEN) return;
    metrics.frames.inc();
    socket.send(frame, asText, afterSend);
  }

  /** Called as each frame leaves: once half the buffer is free, what is owed goes out. */
  function afterSend(): void {
    for (const topic of owed) {
      if (socket.bufferedAmount > settings.bufferedBytesMax / 2) return;
      owed.delete(topic);
      transmit(topic.snapshot());
    }
  }

  function tell(message: ServerMessage): void {
    if (!isBehind()) transmit(encodeFrame(message));
  }

  function refuse(
    code: Extract<ServerMessage, { op: 'error' }>['code'],
    message: string,
    topic?: string,
  ): void {
    tell({ op: 'error', code, message, ...(topic !== undefined && { topic }) });
  }

  async function find(name: string): Promise<Topic | null> {
    if (name === 'lobby') return context.board.lobby();
    if (name === ACCOUNT && caller !== null) return context.accounts.of(caller);
    const fixtureId = FIXTURE.exec(name)?.[1];
    return fixtureId === undefined ? null : context.board.fixture(fixtureId);
  }

  async function subscribe(name: string): Promise<void> {
    if (name === ACCOUNT && caller === null) {
      refuse('unauthenticated', 'Authenticate before you subscribe to the account.', name);
      return;
    }
    const known = topics.get(name);
    if (typeof known === 'symbol') return;
    if (known !== undefined) {
      if (!owed.has(known)) known.join(reader);
      return;
    }
    if (topics.size >= settings.topicsMax) {
      refuse('too-many-topics', `At most ${settings.topicsMax} topics at once.`, name);
      return;
    }
    const loading = Symbol(name);
    topics.set(name, loading);
    const topic = await find(name);
    const isWanted = topics.get(name) === loading;
    if (topic === null) {
      if (isWanted) topics.delete(name);
      refuse('unknown-topic', 'There is no such topic.', name);
    } else if (isWanted) {
      topics.set(name, topic);
      topic.join(reader);
    } else if (topics.get(name) !== topic) {
      topic.leave(reader);
    }
  }

  function unsubscribe(name: string): void {
    const topic = topics.get(name);
    topics.delete(name);
    if (topic === undefined || typeof topic === 'symbol') return;
    owed.delete(topic);
    topic.leave(reader);
  }

  async function authenticate(token: string): Promise<void> {
    const verified = await context.user.verifyAccessToken(token);
    if (socket.readyState !== socket.OPEN) return;
    if (verified === null) {
      refuse('unauthenticated', 'The access token is not valid, or no longer.');
      return;
    }
    const { expiresAtMs, userId, role, currency } = verified;
    if (caller?.userId !== userId) unsubscribe(ACCOUNT);
    caller = { userId, role, currency };
    cancelExpiry?.();
    cancelExpiry = clock.after(Math.max(0, expiresAtMs - clock.now()), expire);
    tell({ op: 'authenticated', expiresAt: new Date(expiresAtMs).toISOString() });
  }

  /** The socket stays; only what belongs to the user ends. */
  function expire(): void {
    const wasReading = topics.has(ACCOUNT);
    caller = null;
    unsubscribe(ACCOUNT);
    refuse('unauthenticated', 'The access token has expired.', wasReading ? ACCOUNT : undefined);
  }

  async function obey(message: ClientMessage): Promise<void> {
    if (message.op === 'ping') transmit(pong);
    if (message.op === 'authenticate') await authenticate(message.token);
    if (message.op === 'unsubscribe') message.topics.forEach(unsubscribe);
    if (message.op === 'subscribe') await Promise.all(message.topics.map(subscribe));
  }

  function isTooFast(): boolean {
    if (clock.now() - secondStartedMs >= 1_000) {
      secondStartedMs = clock.now();
      messagesThisSecond = 0;
    }
    messagesThisSecond += 1;
    return messagesThisSecond > settings.messagesPerSecondMax;
  }

  socket.on('message', (bytes, isBinary) => {
    heard = true;
    if (isTooFast()) {
      socket.close(closeCodes.policy, 'too many messages');
      return;
    }
    const message = isBinary ? null : readClientMessage(String(bytes));
    if (message === null) {
      refuse('bad-message', 'Send JSON text with op subscribe, unsubscribe, authenticate or ping.');
      return;
    }
    obey(message).catch((error: unknown) => {
      logger.warn({ err: error }, 'a socket message could not be served');
      socket.close(closeCodes.tryLater, 'not available now');
    });
  });
  socket.on('pong', () => {
    heard = true;
  });
  // Protocol errors end in `close`; without a listener they would end the process.
  socket.on('error', (error) => logger.debug({ err: error }, 'a socket failed'));
  socket.on('close', () => {
    cancelExpiry?.();
    for (const name of [...topics.keys()]) unsubscribe(name);
  });

  return {
    send(frame) {
      if (!isBehind()) transmit(frame);
    },
    takeSignOfLife() {
      const was = heard;
      heard = false;
      return was;
    },
  };
}
