import { stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { fastifyStatic } from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PAGE_POLICY } from './security-headers.ts';

/** Vite writes a content hash into the names of what it puts under `assets/`. */
const HASHED = /^assets\/.+-[A-Za-z0-9_-]{8}\.[a-z0-9]+(\.map)?$/;
const KEEP_FOR_EVER = 'public, max-age=31536000, immutable';

const buildFirst = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Winnex</title>
<h1>The web page is not built yet</h1>
<p>Run <code>npm run build:web</code> in the project's folder, then reload.
The API works: see <a href="/docs">its reference</a>.</p></html>
`;

export interface WebPage {
  /** Answers with a file of the page, or the page itself; null when this is no such request. */
  answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | null>;
}

/**
 * Serves the built page. Paths that are not files lead to `index.html` when a browser asks for
 * HTML, because the page routes by itself; `/api` never does.
 */
export async function webPage(app: FastifyInstance, webRoot: string): Promise<WebPage> {
  const root = resolve(webRoot);
  await app.register(fastifyStatic, { root, serve: false, cacheControl: false });

  /** The file's path below the root, or null. */
  async function fileAt(path: string): Promise<string | null> {
    // Neither a step upwards nor a hidden file: no name here begins with a dot.
    if (/[\\/]\./.test(path)) return null;
    const full = resolve(root, `.${path}`);
    const found = await stat(full).catch(() => null);
    return found?.isFile() ? full.slice(root.length + 1).replaceAll(sep, '/') : null;
  }

  return {
    async answer(request, reply) {
      const path = pathOf(request.url);
      if (path === null || !isPageRequest(request, path)) return null;
      const file = await fileAt(path);
      if (file !== null && file !== 'index.html') {
        reply.header('cache-control', HASHED.test(file) ? KEEP_FOR_EVER : 'no-cache');
        return reply.code(200).sendFile(file);
      }
      // Other paths lead to the page for browsers only; the root does for every probe.
      if (path !== '/' && !request.headers.accept?.includes('text/html')) return null;
      reply.header('cache-control', 'no-cache').header('content-security-policy', PAGE_POLICY);
      if ((await fileAt('/index.html')) !== null) return reply.code(200).sendFile('index.html');
      return reply.code(200).type('text/html; charset=utf-8').send(buildFirst);
    },
  };
}

function isPageRequest({ method }: FastifyRequest, path: string): boolean {
  return (method === 'GET' || method === 'HEAD') && !/^\/(api|socket|problems)(\/|$)/.test(path);
}

function pathOf(url: string): string | null {
  try {
    return decodeURIComponent(url.split('?', 1)[0] ?? '/');
  } catch {
    return null;
  }
}
