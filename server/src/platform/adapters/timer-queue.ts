export interface Timer {
  readonly dueMs: number;
  readonly task: () => void;
}

/** Timers by due time; those due at the same time keep the order in which they were set. */
export interface TimerQueue {
  /** Returns the function that takes the timer out again. */
  add(timer: Timer): () => void;
  /** Takes out the earliest timer that is due at `nowMs`, if there is one. */
  takeDue(nowMs: number): Timer | undefined;
  /** When the earliest timer is due, or undefined when none waits. */
  nextDueMs(): number | undefined;
}

export function timerQueue(): TimerQueue {
  const timers: Timer[] = [];

  /** Index of the first timer that is due later than `dueMs`. */
  function placeFor(dueMs: number): number {
    let low = 0;
    let high = timers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (timers[middle]!.dueMs <= dueMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    add(timer) {
      timers.splice(placeFor(timer.dueMs), 0, timer);
      return () => {
        const index = timers.indexOf(timer);
        if (index !== -1) timers.splice(index, 1);
      };
    },
    takeDue: (nowMs) =>
      timers[0] !== undefined && timers[0].dueMs <= nowMs ? timers.shift() : undefined,
    nextDueMs: () => timers[0]?.dueMs,
  };
}
