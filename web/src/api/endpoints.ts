import type {
  Bet,
  BetList,
  BetQuery,
  Deposit,
  DepositRequest,
  FixtureDetail,
  FixtureList,
  LimitPath,
  Limits,
  PlaceBetRequest,
  RegisterRequest,
  SelfExclusionRequest,
  SessionResponse,
  SetLimitRequest,
  SignInRequest,
  Statement,
  TimeOutRequest,
  Wallet,
} from '@winnex/contracts';
import { callApi } from './http.ts';

/** Every address of the API that this page uses. */
export const api = {
  register: (body: RegisterRequest) =>
    callApi<SessionResponse>('/auth/register', { method: 'POST', body }),
  signIn: (body: SignInRequest) =>
    callApi<SessionResponse>('/auth/sign-in', { method: 'POST', body }),
  refresh: () => callApi<SessionResponse>('/auth/refresh', { method: 'POST' }),
  signOut: () => callApi<void>('/auth/sign-out', { method: 'POST' }),
  demoAccounts: () => callApi<DemoAccounts>('/demo'),

  fixtures: () => callApi<FixtureList>('/fixtures?limit=200'),
  fixture: (id: string) => callApi<FixtureDetail>(`/fixtures/${encodeURIComponent(id)}`),

  wallet: () => callApi<Wallet>('/wallet', { signedIn: true }),
  statement: (cursor: string | null) =>
    callApi<Statement>(`/wallet/statement${query({ cursor, limit: '25' })}`, { signedIn: true }),
  deposit: (idempotencyKey: string, body: DepositRequest) =>
    callApi<Deposit>('/deposits', { method: 'POST', body, idempotencyKey, signedIn: true }),

  depositById: (id: string) =>
    callApi<Deposit>(`/deposits/${encodeURIComponent(id)}`, { signedIn: true }),

  bets: (status: NonNullable<BetQuery['status']>, cursor: string | null) =>
    callApi<BetList>(`/bets${query({ status, cursor, limit: '25' })}`, { signedIn: true }),
  placeBet: (idempotencyKey: string, body: PlaceBetRequest) =>
    callApi<Bet>('/bets', {
      method: 'POST',
      body,
      idempotencyKey,
      signedIn: true,
      timeoutMs: 20_000,
    }),
  betByKey: (key: string) =>
    callApi<Bet>(`/bets/by-key/${encodeURIComponent(key)}`, { signedIn: true }),

  limits: () => callApi<Limits>('/me/limits', { signedIn: true }),
  setLimit: (path: LimitPath, body: SetLimitRequest) =>
    callApi<Limits>(limitPath(path), { method: 'PUT', body, signedIn: true }),
  removeLimit: (path: LimitPath) =>
    callApi<Limits>(limitPath(path), { method: 'DELETE', signedIn: true }),
  confirmLimit: (path: LimitPath) =>
    callApi<Limits>(`${limitPath(path)}/confirm`, { method: 'POST', signedIn: true }),
  takeTimeOut: (body: TimeOutRequest) =>
    callApi<Limits>('/me/time-out', { method: 'POST', body, signedIn: true }),
  selfExclude: (body: SelfExclusionRequest) =>
    callApi<Limits>('/me/self-exclusion', { method: 'POST', body, signedIn: true }),
  requestReturn: () =>
    callApi<Limits>('/me/self-exclusion/return', { method: 'POST', signedIn: true }),
};

/** Answered only by installations that show demo accounts. */
export interface DemoAccounts {
  readonly accounts: readonly {
    readonly email: string;
    readonly password: string;
    readonly role: string;
  }[];
}

const limitPath = ({ kind, period }: LimitPath) => `/me/limits/${kind}/${period}`;

function query(parts: Readonly<Record<string, string | null>>): string {
  const present = Object.entries(parts).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return `?${new URLSearchParams(present)}`;
}
