import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until there is an answer; an exception ends the waiting. */
export async function eventually<Answer>(
  what: string,
  ask: () => Promise<Answer | null>,
  timeoutMs = 40_000,
): Promise<Answer> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() > deadline) throw new Error(`gave up waiting for ${what}`);
    await sleep(50);
  }
}
