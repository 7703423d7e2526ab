import type { Problem } from '@winnex/contracts';
import { ApiProblem, NoAnswer } from './problem.ts';

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly timeoutMs?: number;
  /** True for calls that need a signed-in user. */
  readonly signedIn?: boolean;
}

/** Where calls get their access token; `renew` asks for a fresh one and says whether it came. */
export interface TokenSource {
  current(): string | null;
  renew(): Promise<boolean>;
}

let tokens: TokenSource = { current: () => null, renew: async () => false };

export function setTokenSource(source: TokenSource): void {
  tokens = source;
}

/**
 * Calls the API under `/api/v2`. Throws `ApiProblem` for a refusal and `NoAnswer` when nothing
 * readable came back. An access token that has just run out is renewed once, and the same request
 * (with the same idempotency key) sent again.
 */
export async function callApi<Answer>(path: string, call: Call = {}): Promise<Answer> {
  const first = await send(path, call);
  if (first.status !== 401 || call.signedIn !== true) return readAnswer<Answer>(first);
  if (!(await tokens.renew())) return readAnswer<Answer>(first);
  return readAnswer<Answer>(await send(path, call));
}

async function send(path: string, call: Call): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' });
  if (call.body !== undefined) headers.set('content-type', 'application/json');
  if (call.idempotencyKey !== undefined) headers.set('idempotency-key', call.idempotencyKey);
  const token = call.signedIn === true ? tokens.current() : null;
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  try {
    return await fetch(`/api/v2${path}`, {
      method: call.method ?? 'GET',
      headers,
      body: call.body === undefined ? null : JSON.stringify(call.body),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(call.timeoutMs ?? 10_000),
    });
  } catch {
    throw new NoAnswer('no answer');
  }
}

async function readAnswer<Answer>(response: Response): Promise<Answer> {
  const body = await readJson(response);
  if (response.ok) return body as Answer;
  if (isProblem(body)) throw new ApiProblem(body);
  if (response.status >= 500) throw new NoAnswer(`status ${response.status}`);
  throw new ApiProblem({
    type: 'about:blank',
    title: `The server answered ${response.status}`,
    status: response.status,
  });
}

async function readJson(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  try {
    return await response.json();
  } catch {
    if (response.ok) throw new NoAnswer('unreadable answer');
    return undefined;
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'type' in body && 'title' in body;
}
