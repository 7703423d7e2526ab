import type { Signal } from '@preact/signals';
import type { Bet, OddsPolicy, PlaceBetRequest } from '@winnex/contracts';
import { ApiProblem, errorWords } from '../api/problem.ts';
import {
  type Attempt,
  beginAttempt,
  dropAttempt,
  legName,
  type Slip,
  type SlipLeg,
  setPhase,
  takeAnswer,
} from './slip-model.ts';

export interface PlacementOptions {
  readonly slip: Signal<Slip>;
  readonly place: (key: string, request: PlaceBetRequest) => Promise<Bet>;
  readonly betByKey: (key: string) => Promise<Bet>;
  readonly newKey: () => string;
  readonly nowMs: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** An accepted or rejected bet, for the list of bets. */
  readonly answered: (bet: Bet) => void;
}

/** A leg with everything that a bet on it takes. */
export interface ReadyLeg {
  readonly leg: SlipLeg;
  readonly userId: string;
  readonly odds: string;
  readonly marketVersion: number;
  readonly stakeMinor: bigint;
  readonly currency: string;
  readonly oddsPolicy: OddsPolicy;
}

export interface Placement {
  /** Places one single. Resolves when its answer is known, or known to be missing. */
  place(ready: ReadyLeg): Promise<void>;
  /** Asks what became of an attempt without an answer. Never places anything. */
  check(attempt: Attempt): Promise<void>;
  /** Sends an attempt that the server has not recorded once more: the same key, the same bet. */
  sendAgain(leg: SlipLeg, attempt: Attempt): Promise<void>;
}

/** A request may arrive long after the client gave it up; only then does "no such bet" count. */
const SETTLE_MS = 6_000;
const PAUSES_MS: readonly number[] = [0, 700, 1_500, 3_000, 5_000];

export function createPlacement(options: PlacementOptions): Placement {
  const { slip } = options;
  /** Keys whose answer is already being waited for or asked about. */
  const busy = new Set<string>();

  function update(change: (slip: Slip) => Slip): void {
    slip.value = change(slip.peek());
  }

  function take(key: string, bet: Bet): void {
    update((now) => takeAnswer(now, key, bet));
    options.answered(bet);
  }

  async function once(key: string, run: () => Promise<void>): Promise<void> {
    if (busy.has(key)) return;
    busy.add(key);
    await run().finally(() => busy.delete(key));
  }

  async function send(name: string, attempt: Attempt): Promise<void> {
    update((now) => beginAttempt(now, name, attempt));
    try {
      take(attempt.key, await options.place(attempt.key, attempt.request));
    } catch (error) {
      if (isFinal(error)) update((now) => dropAttempt(now, attempt.key, errorWords(error)));
      else await find(attempt);
    }
  }

  async function find(attempt: Attempt): Promise<void> {
    update((now) => setPhase(now, attempt.key, 'checking'));
    for (const pauseMs of PAUSES_MS) {
      await options.wait(pauseMs);
      const found = await ask(attempt);
      if (found === 'unknown') continue;
      if (found !== 'absent') return take(attempt.key, found);
      if (options.nowMs() - attempt.sentAtMs < SETTLE_MS) continue;
      return update((now) => setPhase(now, attempt.key, 'not-recorded'));
    }
    update((now) => setPhase(now, attempt.key, 'unreachable'));
  }

  async function ask(attempt: Attempt): Promise<Bet | 'absent' | 'unknown'> {
    try {
      return await options.betByKey(attempt.key);
    } catch (error) {
      const absent = error instanceof ApiProblem && error.problem.status === 404;
      return absent ? 'absent' : 'unknown';
    }
  }

  return {
    place(ready) {
      const attempt = newAttempt(ready, options);
      return once(attempt.key, () => send(legName(ready.leg), attempt));
    },
    check: (attempt) => once(attempt.key, () => find(attempt)),
    sendAgain(leg, attempt) {
      const again = { ...attempt, phase: 'sending', sentAtMs: options.nowMs() } as const;
      return once(attempt.key, () => send(legName(leg), again));
    },
  };
}

function newAttempt(ready: ReadyLeg, options: PlacementOptions): Attempt {
  const { marketId, outcomeId } = ready.leg;
  const { odds, marketVersion } = ready;
  return {
    key: options.newKey(),
    userId: ready.userId,
    sentAtMs: options.nowMs(),
    phase: 'sending',
    request: {
      type: 'single',
      legs: [{ marketId, outcomeId, odds, marketVersion }],
      stakeMinor: String(ready.stakeMinor),
      currency: ready.currency,
      oddsPolicy: ready.oddsPolicy,
    },
  };
}

/**
 * True when a refusal means that there is no bet and will be none. A running or reused key, and
 * anything on the server's side, leave that open.
 */
function isFinal(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return false;
  const { status } = error.problem;
  if (error.slug.startsWith('idempotency-key-') && status !== 400) return false;
  return status < 500 && status !== 408;
}
