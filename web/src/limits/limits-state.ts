import { computed, effect, signal } from '@preact/signals';
import type { Limits } from '@winnex/contracts';
import { session } from '../account/session.ts';
import { api } from '../api/endpoints.ts';
import { errorWords } from '../api/problem.ts';

/** The signed-in user's limits and breaks as last heard, null while unknown. */
export const limits = signal<Limits | null>(null);

/** Why they could not be read, in a sentence. */
export const limitsError = signal<string | null>(null);

export async function loadLimits(): Promise<void> {
  limitsError.value = null;
  try {
    await takeLimits(api.limits());
  } catch (error) {
    limitsError.value = errorWords(error);
  }
}

/** Keeps what a request answers, unless somebody else has signed in meanwhile. */
export async function takeLimits(answer: Promise<Limits>): Promise<void> {
  const asked = userId.peek();
  const given = await answer;
  if (userId.peek() === asked) limits.value = given;
}

const userId = computed(() => session.value?.profile.id);

effect(() => {
  // Subscribes to who is signed in: the limits of one are not shown to the next.
  userId.value;
  limits.value = null;
  limitsError.value = null;
});
