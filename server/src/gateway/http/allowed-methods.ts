import { ServiceRefusal } from '@winnex/contracts';
import type { FastifyInstance } from 'fastify';

export interface RouteBook {
  /** Methods offered at a path, sorted; empty when there is no such path. */
  methodsAt(path: string): readonly string[];
}

/** Notes every route that is added from now on. */
export function routeBook(app: FastifyInstance): RouteBook {
  const methodsByPattern = new Map<
    string,
    { readonly test: RegExp; readonly methods: Set<string> }
  >();
  app.addHook('onRoute', ({ url, method }) => {
    if (url.endsWith('*')) return;
    const entry = methodsByPattern.get(url) ?? { test: patternOf(url), methods: new Set() };
    for (const one of [method].flat()) entry.methods.add(one);
    methodsByPattern.set(url, entry);
  });
  return {
    methodsAt: (path) =>
      [...methodsByPattern.values()]
        .filter(({ test }) => test.test(path))
        .flatMap(({ methods }) => [...methods])
        .toSorted(),
  };
}

function patternOf(url: string): RegExp {
  const parts = url
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.+]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`);
}

/** Answers OPTIONS, and refuses other methods than a path offers; returns when there is no path. */
export function refuseMethod(
  book: RouteBook,
  request: { readonly method: string; readonly url: string },
): { readonly allow: string; readonly refusal: ServiceRefusal | null } | null {
  const methods = book.methodsAt(request.url.split('?', 1)[0] ?? '');
  if (methods.length === 0) return null;
  const allow = [...new Set([...methods, 'OPTIONS'])].join(', ');
  if (request.method === 'OPTIONS') return { allow, refusal: null };
  return { allow, refusal: new ServiceRefusal('method-not-allowed', `Use one of: ${allow}.`) };
}
