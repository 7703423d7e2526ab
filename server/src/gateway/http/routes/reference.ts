import { randomBytes } from 'node:crypto';
import { ServiceRefusal } from '@winnex/contracts';
import type { FastifyReply } from 'fastify';
import type { HttpApp } from '../http-app.ts';
import { isProblemType, problemPage, problemsPage } from '../openapi/problem-page.ts';
import { referencePage } from '../openapi/reference-page.ts';
import { noncePolicy } from '../security-headers.ts';

const open = { config: { access: 'public' } } as const;
const kept = { config: { access: 'public', cacheSeconds: 60 } } as const;

/** `/openapi.json`, and the pages for people: `/docs` and `/problems`. */
export function addReferenceRoutes(app: HttpApp): void {
  let written: string | undefined;
  const document = () => {
    written ??= JSON.stringify(app.swagger());
    return written;
  };

  app.get('/openapi.json', kept, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(document()),
  );

  app.get('/docs', open, async (_request, reply) =>
    sendPage(reply, (nonce) => referencePage(JSON.parse(document()), nonce)),
  );

  app.get('/problems', open, async (_request, reply) => sendPage(reply, problemsPage));

  app.get<{ Params: { type: string } }>('/problems/:type', open, async (request, reply) => {
    const { type } = request.params;
    if (!isProblemType(type)) throw new ServiceRefusal('not-found', 'There is no such problem.');
    return sendPage(reply, (nonce) => problemPage(type, nonce));
  });
}

function sendPage(reply: FastifyReply, render: (nonce: string) => string): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  return reply
    .header('content-security-policy', noncePolicy(nonce))
    .type('text/html; charset=utf-8')
    .send(render(nonce));
}
