import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Broadcast } from '../platform/ports/broadcast.ts';
import { createHttpApp, type HttpApp } from './http/app.ts';
import type { HttpContext } from './http/context.ts';

export type GatewayOptions = Omit<HttpContext, 'draining'> & { readonly broadcast: Broadcast };

export interface Gateway {
  /** The HTTP side, for tests that inject requests. */
  readonly app: HttpApp;
  listen(): Promise<{ readonly url: string }>;
  drain(): Promise<void>;
}

export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const app = await createHttpApp({ ...options, draining: () => false });
  return {
    app,
    async listen() {
      const { host, port } = options.settings;
      await app.listen({ host, port });
      const { port: actual } = (app.server as Server).address() as AddressInfo;
      return { url: `http://${host}:${actual}` };
    },
    async drain() {
      await app.close();
    },
  };
}
