import type { Clock } from '../../../platform/ports/clock.ts';
import type { Ids } from '../../../platform/ports/ids.ts';
import type { Logger } from '../../../platform/telemetry/logger.ts';
import type { ProducerHealth } from './producer-health.ts';

export interface RecoveryRequest {
  readonly requestId: string;
  /** Producers' time; null: from the beginning. */
  readonly sinceMs: number | null;
}

export interface Recovery {
  /** Makes the first request; before it there are none. */
  begin(): void;
  /** Asks for the state of every producer that is down, unless a request is under way already. */
  request(): void;
  /** The producer's state will be in the answer to the request under way, if there is one. */
  cover(producer: string): void;
  /** The producer broke down again: the answer under way no longer speaks for it. */
  uncover(producer: string): void;
  /** Something came: the answer is on its way. */
  progress(): void;
  /** The producers whose state is now here; null when this is not the request under way. */
  complete(requestId: string): readonly string[] | null;
  /** True for the request that was completed last. */
  isAnswered(requestId: string): boolean;
  fail(requestId: string, reason: unknown): void;
  stop(): void;
  attempts(): number;
}

export interface RecoveryOptions {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly health: ProducerHealth;
  /** Where the first request starts; null: from the beginning. */
  readonly sinceMs: number | null;
  /** A request is given up when nothing came for so long. */
  readonly timeoutMs: number;
  readonly backOffMsMax: number;
  ask(request: RecoveryRequest, producers: readonly string[]): void;
}

const BACK_OFF_FIRST_MS = 1_000;
/** From this failure in a row on, a person should look. */
const ALARM_AT = 5;

/** One request at a time; a failed one is repeated after a pause that doubles up to a limit. */
export function createRecovery(options: RecoveryOptions): Recovery {
  const { clock, ids, logger, health, timeoutMs } = options;
  let underWay: (RecoveryRequest & { covers: Set<string>; progressAtMs: number }) | null = null;
  /** Where a request must start that was never answered: the next one starts no later. */
  let unanswered: { readonly sinceMs: number | null } | null = { sinceMs: options.sinceMs };
  let answered: string | null = null;
  let failures = 0;
  let attempts = 0;
  let silent = true;
  let cancelTimer = (): void => undefined;
  let waiting = false;

  function request(): void {
    if (silent || underWay !== null || waiting) return;
    const down = health.toRecover();
    if (down.length === 0 && unanswered === null) return;
    const requestId = ids.next();
    const sinceMs = earliest(unanswered, down);
    const covers = new Set(down.map(({ name }) => name));
    attempts += 1;
    unanswered = { sinceMs };
    underWay = { requestId, sinceMs, covers, progressAtMs: clock.now() };
    watch(requestId, timeoutMs);
    options.ask({ requestId, sinceMs }, [...covers]);
  }

  function watch(requestId: string, delayMs: number): void {
    cancelTimer = clock.after(delayMs, () => {
      if (underWay?.requestId !== requestId) return;
      const leftMs = underWay.progressAtMs + timeoutMs - clock.now();
      if (leftMs > 0) watch(requestId, leftMs);
      else fail(requestId, new Error(`nothing came for ${timeoutMs} ms`));
    });
  }

  function fail(requestId: string, reason: unknown): void {
    if (silent || underWay?.requestId !== requestId) return;
    cancelTimer();
    underWay = null;
    failures += 1;
    const waitMs = Math.min(BACK_OFF_FIRST_MS * 2 ** (failures - 1), options.backOffMsMax);
    const log = failures >= ALARM_AT ? logger.error : logger.warn;
    log.call(logger, { err: reason, failures, waitMs }, 'a feed did not recover');
    waiting = true;
    cancelTimer = clock.after(waitMs, () => {
      waiting = false;
      request();
    });
  }

  return {
    begin() {
      silent = false;
      request();
    },
    request,
    cover: (producer) => underWay?.covers.add(producer),
    uncover: (producer) => underWay?.covers.delete(producer),
    progress() {
      if (underWay !== null) underWay.progressAtMs = clock.now();
    },
    complete(requestId) {
      if (underWay?.requestId !== requestId) return null;
      cancelTimer();
      const covered = [...underWay.covers];
      underWay = null;
      unanswered = null;
      answered = requestId;
      failures = 0;
      return covered;
    },
    isAnswered: (requestId) => requestId === answered,
    fail,
    stop() {
      silent = true;
      cancelTimer();
    },
    attempts: () => attempts,
  };
}

function earliest(
  unanswered: { readonly sinceMs: number | null } | null,
  down: readonly { readonly completeUntilMs: number }[],
): number | null {
  if (unanswered?.sinceMs === null) return null;
  const times = down.map(({ completeUntilMs }) => completeUntilMs);
  return Math.min(...times, ...(unanswered === null ? [] : [unanswered.sinceMs]));
}
