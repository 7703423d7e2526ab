import { once } from 'node:events';
import type { ClientMessage, ServerMessage } from '@winnex/contracts';
import { WebSocket } from 'ws';

/** A client of the live channel, for tests. */
export interface SocketClient {
  readonly socket: WebSocket;
  send(message: ClientMessage | string): void;
  /** The next message; fails after two seconds without one. */
  next(): Promise<ServerMessage>;
  /** Messages that came within `ms`. */
  within(ms: number): Promise<ServerMessage[]>;
  closed(): Promise<{ code: number; reason: string }>;
}

export async function connect(
  url: string,
  options: { readonly origin?: string } = {},
): Promise<SocketClient> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket`, options);
  const waiting: ServerMessage[] = [];
  let wake: () => void = () => undefined;
  socket.on('message', (bytes) => {
    waiting.push(JSON.parse(String(bytes)) as ServerMessage);
    wake();
  });
  const closing = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
  await once(socket, 'open');

  async function arrival(ms: number): Promise<void> {
    if (waiting.length > 0) return;
    await new Promise<void>((resolve) => {
      wake = resolve;
      setTimeout(resolve, ms);
    });
  }

  return {
    socket,
    send(message) {
      socket.send(typeof message === 'string' ? message : JSON.stringify(message));
    },
    async next() {
      await arrival(2_000);
      const message = waiting.shift();
      if (message === undefined) throw new Error('no message came');
      return message;
    },
    async within(ms) {
      await new Promise((resolve) => setTimeout(resolve, ms));
      return waiting.splice(0);
    },
    closed: () => closing,
  };
}
