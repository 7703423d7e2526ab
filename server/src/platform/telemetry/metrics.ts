import { collectDefaultMetrics, Registry } from 'prom-client';

/** Where every part of the program registers what it counts; `/metrics` prints it. */
export type Metrics = Registry;

/** A registry with the process's own figures: CPU, memory, event loop lag, garbage collection. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** A registry of its own without the process's figures, for tests. */
export function emptyMetrics(): Metrics {
  return new Registry();
}
