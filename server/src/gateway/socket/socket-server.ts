import type { IncomingMessage } from 'node:http';
import { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { ServiceRefusal } from '@winnex/contracts';
import type { FastifyRequest } from 'fastify';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Broadcast } from '../../platform/ports/broadcast.ts';
import type { HttpContext } from '../http/context.ts';
import type { HttpApp } from '../http/http-app.ts';
import { isTrustedOrigin } from '../http/same-origin.ts';
import { createAccounts } from './accounts.ts';
import { createBoard } from './board.ts';
import { type Connection, closeCodes, serveConnection } from './connection.ts';
import { socketMetrics } from './socket-metrics.ts';
import { encodeFrame } from './topic.ts';

export interface SocketServer {
  /** Says 1001 to every socket and cuts those that do not answer by then. */
  close(graceMs: number): Promise<void>;
}

interface Upgrade {
  readonly socket: Socket;
  readonly head: Buffer;
}

/**
 * Opens `/socket` on the HTTP server. The upgrade request passes through the router like any other,
 * so that addresses, limits, ids and problems are the same there.
 */
export function addSocketServer(
  app: HttpApp,
  context: HttpContext & { readonly broadcast: Broadcast },
): SocketServer {
  const { clock, logger, operations, broadcast } = context;
  const settings = context.settings.socket;
  const metrics = socketMetrics(context.metrics);
  const board = createBoard({ ...operations, broadcast, clock, logger, settings });
  const accounts = createAccounts({ ...operations, broadcast, clock, logger, settings });
  const upgrades = new WeakMap<IncomingMessage, Upgrade>();
  const connections = new Map<WebSocket, Connection>();
  const socketsByAddress = new Map<string, number>();
  const acceptor = new WebSocketServer({
    noServer: true,
    maxPayload: settings.messageBytesMax,
    perMessageDeflate: false,
    clientTracking: false,
  });
  let cancelHeartbeat = clock.after(settings.heartbeatMs, beat);

  app.server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    upgrades.set(request, { socket, head });
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket);
    response.on('finish', () => socket.end());
    app.routing(request, response);
  });

  app.get('/socket', { config: { access: 'public' } }, async (request, reply) => {
    const upgrade = upgrades.get(request.raw);
    if (upgrade === undefined) {
      throw new ServiceRefusal('invalid-request', 'Open this address as a WebSocket.');
    }
    admit(request);
    reply.hijack();
    reply.raw.detachSocket(upgrade.socket);
    acceptor.handleUpgrade(request.raw, upgrade.socket, upgrade.head, (socket) => {
      open(socket, request.ip);
    });
  });

  function admit({ headers, ip }: FastifyRequest): void {
    if (!isTrustedOrigin(headers, context.settings.allowedOrigins)) {
      throw new ServiceRefusal('forbidden', 'This origin may not open a socket here.');
    }
    if (connections.size >= settings.socketsMax) {
      throw new ServiceRefusal('unavailable', 'Too many sockets are open; try again shortly.');
    }
    if ((socketsByAddress.get(ip) ?? 0) >= settings.socketsPerAddressMax) {
      throw new ServiceRefusal('too-many-requests', 'Too many sockets are open from your address.');
    }
  }

  function open(socket: WebSocket, address: string): void {
    const user = operations.user;
    const connection = serveConnection(socket, {
      board,
      accounts,
      user,
      clock,
      logger,
      metrics,
      settings,
    });
    connections.set(socket, connection);
    socketsByAddress.set(address, (socketsByAddress.get(address) ?? 0) + 1);
    metrics.open.set(connections.size);
    socket.on('close', () => {
      connections.delete(socket);
      const left = (socketsByAddress.get(address) ?? 1) - 1;
      if (left === 0) socketsByAddress.delete(address);
      else socketsByAddress.set(address, left);
      metrics.open.set(connections.size);
    });
  }

  /** Who has said nothing since the last beat, not even answered the ping, is gone. */
  function beat(): void {
    const frame = encodeFrame({ op: 'heartbeat', at: new Date(clock.now()).toISOString() });
    for (const [socket, connection] of connections) {
      if (!connection.takeSignOfLife()) {
        socket.terminate();
        continue;
      }
      socket.ping();
      connection.send(frame);
    }
    cancelHeartbeat = clock.after(settings.heartbeatMs, beat);
  }

  return {
    async close(graceMs) {
      cancelHeartbeat();
      board.close();
      accounts.close();
      const ended = [...connections.keys()].map(
        (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
      );
      for (const socket of connections.keys()) socket.close(closeCodes.goingAway, 'stopping');
      const cancelCut = clock.after(graceMs, () => {
        for (const socket of connections.keys()) socket.terminate();
      });
      await Promise.all(ended);
      cancelCut();
      acceptor.close();
    },
  };
}
