import { randomUUID } from 'node:crypto';
import type {
  Bet,
  Deposit,
  PlaceBetRequest,
  SessionResponse,
  Statement,
  StatementLine,
  Wallet,
} from '@winnex/contracts';
import { eventually } from './eventually.ts';

/** An answer of the API: the very text, and what it says. */
export interface Answer<Body> {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  readonly body: Body;
}

export interface ApiClient {
  get<Body>(path: string, token?: string): Promise<Answer<Body>>;
  post<Body>(
    path: string,
    body: unknown,
    options?: { readonly token?: string; readonly key?: string },
  ): Promise<Answer<Body>>;
  /** Whatever `fetch` can send. */
  send<Body>(path: string, init: RequestInit): Promise<Answer<Body>>;
}

export function apiClient(url: string): ApiClient {
  async function send<Body>(path: string, init: RequestInit): Promise<Answer<Body>> {
    const response = await fetch(`${url}${path}`, init);
    const text = await response.text();
    const contentType = response.headers.get('content-type') ?? '';
    const body = (contentType.includes('json') ? JSON.parse(text) : null) as Body;
    return { status: response.status, contentType, text, body };
  }
  return {
    send,
    get: (path, token) => send(path, { headers: bearer(token) }),
    post: (path, body, { token, key } = {}) =>
      send(path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...bearer(token),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        body: JSON.stringify(body),
      }),
  };
}

const bearer = (token?: string): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };

/** Somebody signed in. */
export interface Person {
  readonly email: string;
  readonly token: string;
  deposit(amountMinor: string, key?: string): Promise<Answer<Deposit>>;
  place(request: PlaceBetRequest, key?: string): Promise<Answer<Bet>>;
  bet(id: string): Promise<Bet>;
  wallet(): Promise<Wallet>;
  /** Every line, newest first. */
  statement(): Promise<StatementLine[]>;
}

const password = 'correct-horse-battery';

/** A bettor of their own for a test. */
export async function register(api: ApiClient): Promise<Person> {
  const email = `${randomUUID()}@winnex.example`;
  const answer = await api.post<SessionResponse>('/api/v2/auth/register', {
    email,
    password,
    displayName: 'Robin',
    dateOfBirth: '1990-04-01',
    country: 'IE',
    currency: 'EUR',
  });
  if (answer.status !== 201) throw new Error(`registration was refused: ${answer.text}`);
  return person(api, email, answer.body.accessToken);
}

export async function signIn(
  api: ApiClient,
  email: string,
  itsPassword = password,
): Promise<Person> {
  const credentials = { email, password: itsPassword };
  const answer = await api.post<SessionResponse>('/api/v2/auth/sign-in', credentials);
  if (answer.status !== 200) throw new Error(`sign-in was refused: ${answer.text}`);
  return person(api, email, answer.body.accessToken);
}

function person(api: ApiClient, email: string, token: string): Person {
  return {
    email,
    token,
    async deposit(amountMinor, key = randomUUID()) {
      const request = { amountMinor, currency: 'EUR' };
      const answer = await api.post<Deposit>('/api/v2/deposits', request, { token, key });
      await eventually('the deposit', async () => {
        const { body } = await api.get<Deposit>(`/api/v2/deposits/${answer.body.id}`, token);
        return body.status === 'completed' || null;
      });
      return answer;
    },
    place: (request, key = randomUUID()) => api.post('/api/v2/bets', request, { token, key }),
    bet: async (id) => (await api.get<Bet>(`/api/v2/bets/${id}`, token)).body,
    wallet: async () => (await api.get<Wallet>('/api/v2/wallet', token)).body,
    async statement() {
      const lines: StatementLine[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
        const path = `/api/v2/wallet/statement?limit=100${from}`;
        const { body } = await api.get<Statement>(path, token);
        lines.push(...body.lines);
        cursor = body.nextCursor;
      }
      return lines;
    },
  };
}
