import type { AddressInfo } from 'node:net';
import type { Broadcast } from '../platform/ports/broadcast.ts';
import { createHttpApp } from './http/app.ts';
import type { HttpContext } from './http/context.ts';
import type { HttpApp } from './http/http-app.ts';
import { addSocketServer } from './socket/socket-server.ts';

export type GatewayOptions = Omit<HttpContext, 'draining'> & { readonly broadcast: Broadcast };

export interface Gateway {
  /** The HTTP side, for asking without a network (`inject`). */
  readonly app: HttpApp;
  /** Throws an Error that says what to do when the address cannot be had. */
  listen(): Promise<{ readonly url: string }>;
  /**
   * Stops in order: `/readyz` says so, sockets are told to go, nothing new is accepted, requests in
   * flight end, and what is left at the deadline is cut.
   */
  drain(): Promise<void>;
}

/** The edge of Winnex: REST under `/api/v2`, the live socket, the reference and the web page. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { settings, clock } = options;
  let draining: Promise<void> | undefined;
  const context = { ...options, draining: () => draining !== undefined };
  const app = await createHttpApp(context);
  const sockets = addSocketServer(app, context);
  await app.ready();

  async function stop(): Promise<void> {
    const cancelCut = clock.after(settings.drainTimeoutMs, () => app.server.closeAllConnections());
    await Promise.all([sockets.close(settings.drainTimeoutMs), app.close()]);
    cancelCut();
  }

  return {
    app,
    async listen() {
      const { host, port } = settings;
      try {
        await app.listen({ host, port });
      } catch (error) {
        throw explainListen(error, host, port);
      }
      const { address, port: actual } = app.server.address() as AddressInfo;
      return { url: `http://${hostInUrl(address)}:${actual}` };
    },
    drain() {
      draining ??= stop();
      return draining;
    },
  };
}

/** An address that a person can open: a wildcard is reached as localhost. */
function hostInUrl(address: string): string {
  if (address === '0.0.0.0' || address === '::') return 'localhost';
  return address.includes(':') ? `[${address}]` : address;
}

const listenAdvice: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken: stop the program that uses it, or set another server.port',
  EACCES: 'may not be used by this account: set a server.port above 1023',
  EADDRNOTAVAIL: 'is not an address of this machine: set another server.host',
  ENOTFOUND: 'is not a known host: set another server.host',
};

function explainListen(error: unknown, host: string, port: number): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const advice = listenAdvice[code] ?? 'cannot be listened on';
  return new Error(`${host}:${port} ${advice}`, { cause: error });
}
