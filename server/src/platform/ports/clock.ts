/**
 * Time as a port, so that a test or a simulator can drive the real code from one seed.
 *
 * The law: `now` never goes backwards within one process; a timer fires once, at or after its due
 * time, in order of due time; a cancelled timer never fires. A timer never keeps the process alive
 * on its own.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Runs `task` once after `delayMs` (>= 0). Returns the function that cancels it. */
  after(delayMs: number, task: () => void): () => void;
}
