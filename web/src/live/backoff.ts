/**
 * How long to wait before attempt `attempt` (0, 1, …): doubling from half a second to 15 s, spread
 * over the upper half by `random` in [0, 1), so that a thousand pages do not return at one moment.
 */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(15_000, 500 * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
