/** What became of one item of a batch. */
export type Outcome<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly error: unknown };

export interface GroupCommit<Item, Answer> {
  /** Resolves when the batch that holds the item has committed; rejects with its own error. */
  submit(item: Item): Promise<Answer>;
  /** Items waiting for the next batch. */
  waiting(): number;
  /** Resolves when nothing is waiting or in flight. */
  idle(): Promise<void>;
}

/**
 * Adaptive group commit: what arrives while a batch is in flight goes into the next one. There are
 * no timers, so a lone item never waits, and under load the batch grows by itself.
 *
 * `commit` answers for each item in order. When it throws, every item of the batch gets that error.
 * More than `waitingMax` items are refused at once with the error that `overloaded` makes.
 */
export function groupCommit<Item, Answer>(options: {
  readonly commit: (items: readonly Item[]) => Promise<readonly Outcome<Answer>[]>;
  readonly batchMax: number;
  readonly waitingMax: number;
  readonly overloaded: () => Error;
}): GroupCommit<Item, Answer> {
  interface Waiter {
    readonly item: Item;
    readonly resolve: (answer: Answer) => void;
    readonly reject: (error: unknown) => void;
  }
  let queue: Waiter[] = [];
  let inFlight = false;
  let idleWaiters: (() => void)[] = [];

  async function commitBatch(batch: readonly Waiter[]): Promise<void> {
    try {
      const outcomes = await options.commit(batch.map((waiter) => waiter.item));
      for (const [index, waiter] of batch.entries()) {
        const outcome = outcomes[index];
        if (outcome === undefined) waiter.reject(new Error('the batch gave no answer for an item'));
        else if (outcome.ok) waiter.resolve(outcome.answer);
        else waiter.reject(outcome.error);
      }
    } catch (error) {
      for (const waiter of batch) waiter.reject(error);
    }
  }

  async function drain(): Promise<void> {
    inFlight = true;
    while (queue.length > 0) {
      const batch = queue.slice(0, options.batchMax);
      queue = queue.slice(options.batchMax);
      await commitBatch(batch);
    }
    inFlight = false;
    for (const resolve of idleWaiters) resolve();
    idleWaiters = [];
  }

  return {
    submit(item) {
      if (queue.length >= options.waitingMax) return Promise.reject(options.overloaded());
      return new Promise<Answer>((resolve, reject) => {
        queue.push({ item, resolve, reject });
        if (!inFlight) void drain();
      });
    },
    waiting: () => queue.length,
    idle: () =>
      inFlight ? new Promise<void>((resolve) => idleWaiters.push(resolve)) : Promise.resolve(),
  };
}
