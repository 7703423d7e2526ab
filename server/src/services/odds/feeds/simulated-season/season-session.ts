import type { FeedContext, FeedMessage, FeedSession } from '../feed.ts';
import { fixturesBetween } from './calendar.ts';
import { type FixtureRun, fixtureRun } from './fixture-run.ts';
import { callOff, closesAt, historyOf, runsToRecover } from './recovery.ts';
import { nextMemory } from './season-memory.ts';
import type { SimulatedSeasonSettings } from './settings.ts';
import type { Step } from './steps.ts';
import { tellStep } from './tell-step.ts';
import { producers, snapshot, type ToldPrices } from './telling.ts';

/** Fixtures are made up to so long before they are announced, and half of it at the latest. */
const LOOK_AHEAD_MS = 30_000;
/** How far ahead of the clock the memory is written. */
const REACH_MS = 120_000;

/** A fixture in progress: what is next to tell, and the prices that stand. */
interface OpenRun {
  readonly run: FixtureRun;
  readonly told: ToldPrices;
  next: number;
}

/**
 * Tells the season on the injected clock. One task at a time: a recovery waits for the message in
 * delivery, and the other way round.
 */
export async function seasonSession(
  context: FeedContext,
  settings: SimulatedSeasonSettings,
): Promise<FeedSession> {
  const { clock } = context;
  let memory = nextMemory(context.memory, settings, clock.now());
  await context.remember(memory);

  const finished = Promise.withResolvers<void>();
  // Whoever awaits `finished` learns of the failure; nobody has to.
  finished.promise.catch(() => undefined);
  let open: OpenRun[] | null = null;
  let madeUntil = 0;
  let aliveAt = clock.now();
  let stopped = false;
  let cancelTimer = () => {};
  let queue: Promise<void> = Promise.resolve();

  /** Runs after everything that was asked for before. The first failure ends the session. */
  function inTurn(task: () => Promise<void>): Promise<void> {
    const run = queue.then(async () => {
      if (!stopped) await task();
    });
    queue = run.catch((error: unknown) => {
      stopped = true;
      cancelTimer();
      finished.reject(error);
    });
    return run;
  }

  async function say(messages: readonly FeedMessage[]): Promise<void> {
    for (const message of messages) {
      if (stopped) return;
      await context.deliver(message);
    }
  }

  /** Notes that messages up to a time may be told, before they are. */
  async function reach(untilMs: number): Promise<void> {
    if (untilMs <= memory.current.reachedMs) return;
    memory = { ...memory, current: { ...memory.current, reachedMs: untilMs + REACH_MS } };
    await context.remember(memory);
  }

  function make(untilMs: number): void {
    if (!open || untilMs < madeUntil + LOOK_AHEAD_MS / 2) return;
    const { season } = memory.current;
    const offeredMs = (settings.offeredMinutes * 60_000) / season.speed;
    const fixtures = fixturesBetween(season, madeUntil + offeredMs, untilMs + offeredMs);
    for (const fixture of fixtures) {
      open.push({ run: fixtureRun(season, fixture, settings), told: new Map(), next: 0 });
    }
    madeUntil = untilMs;
  }

  async function tellDue(now: number): Promise<void> {
    for (const { owner, step } of dueSteps(open ?? [], now)) {
      if (stopped) return;
      await say(tellStep(owner.run, step, owner.told));
    }
    open = open?.filter(({ run, next }) => next < run.steps.length) ?? null;
  }

  async function tellAlive(now: number): Promise<void> {
    if (aliveAt > now) return;
    const at = aliveAt;
    aliveAt += settings.aliveMs * Math.ceil((now - aliveAt + 1) / settings.aliveMs);
    await say(producers.map((producer) => ({ kind: 'alive', producer, at, subscribed: true })));
  }

  async function work(): Promise<void> {
    const now = clock.now();
    await reach(now);
    make(now + LOOK_AHEAD_MS);
    await tellDue(now);
    await tellAlive(now);
    schedule();
  }

  function schedule(): void {
    cancelTimer();
    if (stopped) return;
    let due = aliveAt;
    for (const { run, next } of open ?? []) due = Math.min(due, run.steps[next]?.at ?? due);
    cancelTimer = clock.after(Math.max(0, due - clock.now()), () => void inTurn(work));
  }

  async function recover(requestId: string, sinceMs: number | null): Promise<void> {
    const now = clock.now();
    const window = { told: memory.current, settings, sinceMs, now };
    const runs = runsToRecover(window);
    await reach(now);
    const past = runs.flatMap((run) => historyOf(run, window));
    await say(past.sort((a, b) => a.at - b.at));
    await callOffPrevious(sinceMs, now);
    open = runs.filter((run) => closesAt(run) > now).map((run) => openRun(run, now));
    for (const { run, told, next } of open) {
      await say(snapshot(run, now, run.steps[next - 1]!.at, told));
    }
    madeUntil = now;
    make(now + LOOK_AHEAD_MS);
    await say(
      producers.map((producer) => ({ kind: 'snapshot-complete', producer, at: now, requestId })),
    );
    schedule();
  }

  async function callOffPrevious(sinceMs: number | null, now: number): Promise<void> {
    if (!memory.previous) return;
    const window = { told: memory.previous, settings, sinceMs, now };
    const runs = runsToRecover(window).filter((run) => run.steps[0]!.at <= window.told.reachedMs);
    const past = runs.flatMap((run) => historyOf(run, window));
    await say(past.sort((a, b) => a.at - b.at));
    for (const run of runs) {
      if (closesAt(run) > now) await say(callOff(run, now));
    }
    memory = { ...memory, previous: null };
    await context.remember(memory);
  }

  schedule();
  return {
    recover: ({ requestId, sinceMs }) => inTurn(() => recover(requestId, sinceMs)),
    finished: finished.promise,
    async stop() {
      stopped = true;
      cancelTimer();
      await queue;
    },
  };
}

function openRun(run: FixtureRun, now: number): OpenRun {
  const next = run.steps.findIndex(({ at }) => at > now);
  return { run, told: new Map(), next };
}

/**
 * Takes the steps that are due from the open runs, in order of time. Prices that another step of
 * the same fixture has overtaken are left out: after a pause the newest price is what counts.
 */
function dueSteps(open: readonly OpenRun[], now: number): { owner: OpenRun; step: Step }[] {
  const due: { owner: OpenRun; step: Step }[] = [];
  for (const owner of open) {
    const { steps } = owner.run;
    for (; (steps[owner.next]?.at ?? Number.POSITIVE_INFINITY) <= now; owner.next++) {
      const step = steps[owner.next]!;
      const overtaken = (steps[owner.next + 1]?.at ?? Number.POSITIVE_INFINITY) <= now;
      if (step.kind !== 'tick' || !overtaken) due.push({ owner, step });
    }
  }
  return due.sort((a, b) => a.step.at - b.step.at);
}
