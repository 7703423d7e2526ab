import type { Logger } from '../../../platform/telemetry/logger.ts';
import type { Batch } from './batch.ts';
import { GaveUp, type Retry } from './retry.ts';

/** One thing to do on the board, in its turn. */
export interface Job {
  /** The fixture that must be in memory for it, where there is one. */
  readonly fixtureId?: string;
  apply(batch: Batch): void;
}

export interface BoardWriter {
  /** Resolves when the job has its place in the queue, which is bounded: that is back-pressure. */
  submit(job: Job): Promise<void>;
  /** Takes the job without waiting; false when there are far too many already. */
  submitNow(job: Job): boolean;
  /** Resolves when everything taken so far is done, or given up. */
  idle(): Promise<void>;
  /** From now on a step that fails ends the writer, and what waits is dropped. */
  giveUpOnFailure(): void;
  statistics(): WriterStatistics;
}

export interface WriterStatistics {
  readonly batches: number;
  readonly jobs: number;
  readonly batchSizeLast: number;
  readonly batchSizeMax: number;
  readonly waiting: number;
  /** True while something waits or is being carried out. */
  readonly busy: boolean;
}

export interface WriterOptions {
  readonly retry: Retry;
  readonly logger: Logger;
  readonly batchMax: number;
  readonly waitingMax: number;
  /** Opens a batch with these fixtures in memory. */
  open(fixtureIds: ReadonlySet<string>): Promise<Batch>;
  /** Carries out what the batch holds; may be repeated by its own retries only. */
  carryOut(batch: Batch): Promise<void>;
}

/** Jobs without back-pressure may exceed the queue by this factor before they are dropped. */
const OVERFLOW_FACTOR = 10;

/**
 * The one hand that changes the board. Jobs wait in one queue; what arrives while a batch is being
 * written goes into the next, so batches grow with the load and a lone message waits for nobody.
 */
export function createBoardWriter(options: WriterOptions): BoardWriter {
  let queue: Job[] = [];
  let room: (() => void)[] = [];
  let running: Promise<void> | null = null;
  let ended = false;
  const statistics = { batches: 0, jobs: 0, batchSizeLast: 0, batchSizeMax: 0 };

  function takeJobs(): Job[] {
    const jobs = queue.slice(0, options.batchMax);
    queue = queue.slice(options.batchMax);
    statistics.batches += 1;
    statistics.jobs += jobs.length;
    statistics.batchSizeLast = jobs.length;
    statistics.batchSizeMax = Math.max(statistics.batchSizeMax, jobs.length);
    const waiters = room;
    room = [];
    for (const resume of waiters) resume();
    return jobs;
  }

  async function run(): Promise<void> {
    // Jobs that arrive in the same turn share the first batch.
    await Promise.resolve();
    while (queue.length > 0 && !ended) {
      const jobs = takeJobs();
      const ids = jobs.flatMap(({ fixtureId }) => (fixtureId === undefined ? [] : [fixtureId]));
      const batch = await options.open(new Set(ids));
      for (const job of jobs) job.apply(batch);
      await options.carryOut(batch);
    }
  }

  function wake(): void {
    running ??= run().then(
      () => {
        running = null;
        if (queue.length > 0 && !ended) wake();
      },
      (error: unknown) => {
        running = null;
        ended = true;
        queue = [];
        for (const resume of room.splice(0)) resume();
        if (!(error instanceof GaveUp)) {
          options.logger.error({ err: error }, 'the odds board stopped on a bug');
        }
      },
    );
  }

  function push(job: Job): void {
    queue.push(job);
    wake();
  }

  return {
    async submit(job) {
      while (queue.length >= options.waitingMax && !ended) {
        await new Promise<void>((resolve) => room.push(resolve));
      }
      if (!ended) push(job);
    },
    submitNow(job) {
      if (ended || queue.length >= options.waitingMax * OVERFLOW_FACTOR) return false;
      push(job);
      return true;
    },
    async idle() {
      while (running !== null) await running;
    },
    giveUpOnFailure: () => options.retry.giveUp(),
    statistics: () => ({ ...statistics, waiting: queue.length, busy: running !== null }),
  };
}
