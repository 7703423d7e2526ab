import type { Clock } from '../../../platform/ports/clock.ts';

/** One source of prices within a feed, as the runtime sees it. */
export interface Producer {
  readonly name: string;
  readonly up: boolean;
  /** False: it said itself that it lost its source; there is no use in asking it for its state. */
  readonly subscribed: boolean;
  /** Our time of its last sign of life. */
  readonly heardAtMs: number;
  /** Its own time up to which we have everything from it. */
  readonly completeUntilMs: number;
}

/**
 * Which producers of one feed are well. Every producer starts down, and comes up only when its
 * whole state has been sent after a request of ours.
 */
export interface ProducerHealth {
  all(): Iterable<Producer>;
  /** Takes note of a producer and where its story begins for us; true when it was unknown. */
  meet(name: string, atMs: number): boolean;
  /** Notes an `alive`; true when the producer is up. */
  alive(name: string, atMs: number): boolean;
  /** Notes that the producer lost its source; true when it was up until now. */
  unsubscribed(name: string): boolean;
  /** Takes a producer down for its silence; true when it was up. */
  down(name: string): boolean;
  up(name: string, completeUntilMs: number): void;
  /** Producers up that have not been heard of for `silenceMs`. */
  silent(silenceMs: number): readonly string[];
  /** Producers that are down and can be asked for their state. */
  toRecover(): readonly Producer[];
}

export function createProducerHealth(clock: Clock): ProducerHealth {
  const producers = new Map<string, Producer>();

  function update(name: string, change: Partial<Producer>): void {
    producers.set(name, { ...producers.get(name)!, ...change });
  }

  function takeDown(name: string, change: Partial<Producer>): boolean {
    const wasUp = producers.get(name)?.up === true;
    update(name, { ...change, up: false });
    return wasUp;
  }

  function meet(name: string, completeUntilMs: number): boolean {
    if (producers.has(name)) return false;
    const heardAtMs = clock.now();
    producers.set(name, { name, up: false, subscribed: true, heardAtMs, completeUntilMs });
    return true;
  }

  return {
    all: () => producers.values(),
    meet,
    alive(name, atMs) {
      meet(name, atMs);
      update(name, { subscribed: true, heardAtMs: clock.now() });
      const { up } = producers.get(name)!;
      if (up) update(name, { completeUntilMs: atMs });
      return up;
    },
    unsubscribed: (name) => takeDown(name, { subscribed: false }),
    down: (name) => takeDown(name, {}),
    up(name, completeUntilMs) {
      update(name, { up: true, heardAtMs: clock.now(), completeUntilMs });
    },
    silent: (silenceMs) =>
      [...producers.values()]
        .filter(({ up, heardAtMs }) => up && clock.now() - heardAtMs >= silenceMs)
        .map(({ name }) => name),
    toRecover: () => [...producers.values()].filter(({ up, subscribed }) => !up && subscribed),
  };
}
