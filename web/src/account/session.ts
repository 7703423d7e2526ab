import { effect, signal } from '@preact/signals';
import type { RegisterRequest, SessionResponse, SignInRequest } from '@winnex/contracts';
import { api } from '../api/endpoints.ts';
import { setTokenSource } from '../api/http.ts';
import { ApiProblem } from '../api/problem.ts';
import { oneOf, storedSignal } from '../ui/stored-signal.ts';
import { clearAccount, loadWallet } from './account.ts';

/** Who is signed in. The access token lives here only: never in storage. */
export const session = signal<SessionResponse | null>(null);

/** False until it is known whether the last visit's session still stands. */
export const sessionKnown = signal(false);

/** Spares a stranger the question for a session that was never there. */
const wasSignedIn = storedSignal<'yes' | 'no'>('was-signed-in', 'no', oneOf('yes', 'no'));

export async function register(request: RegisterRequest): Promise<void> {
  open(await api.register(request));
}

export async function signIn(request: SignInRequest): Promise<void> {
  open(await api.signIn(request));
}

export async function signOut(): Promise<void> {
  close();
  // Even when the server cannot be told, this page forgets.
  await api.signOut().catch(() => undefined);
}

export async function resumeSession(): Promise<void> {
  if (wasSignedIn.peek() === 'yes') await renew();
  sessionKnown.value = true;
}

let renewing: Promise<boolean> | null = null;

/** One renewal at a time in this page, and across its tabs: a refresh token is good only once. */
function renew(): Promise<boolean> {
  renewing ??= inTurn(renewNow).finally(() => {
    renewing = null;
  });
  return renewing;
}

function inTurn(run: () => Promise<boolean>): Promise<boolean> {
  if (!('locks' in navigator)) return run();
  return navigator.locks.request('winnex.session', run);
}

async function renewNow(): Promise<boolean> {
  try {
    open(await api.refresh());
    return true;
  } catch (error) {
    const over = error instanceof ApiProblem && [401, 403].includes(error.problem.status);
    if (over) close();
    return false;
  }
}

function open(granted: SessionResponse): void {
  const sameUser = session.peek()?.profile.id === granted.profile.id;
  wasSignedIn.value = 'yes';
  session.value = granted;
  if (!sameUser) {
    clearAccount();
    void loadWallet();
  }
}

function close(): void {
  wasSignedIn.value = 'no';
  session.value = null;
  clearAccount();
}

setTokenSource({ current: () => session.peek()?.accessToken ?? null, renew });

let timer: ReturnType<typeof setTimeout> | undefined;
effect(() => {
  clearTimeout(timer);
  if (session.value === null) return;
  const leftMs = Date.parse(session.value.expiresAt) - Date.now();
  // Half a minute early, and never in a tight loop when this device's clock is wrong.
  renewAfter(Math.max(20_000, leftMs - 30_000));
});

/** Renews later, and tries again while the server cannot be reached. */
function renewAfter(ms: number): void {
  timer = setTimeout(async () => {
    if (!(await renew()) && session.peek() !== null) renewAfter(10_000);
  }, ms);
}

// Another tab signed out.
effect(() => {
  if (wasSignedIn.value === 'no' && session.peek() !== null) close();
});
