import { computed, effect, untracked } from '@preact/signals';
import { takeBets } from '../account/account.ts';
import { session } from '../account/session.ts';
import { api } from '../api/endpoints.ts';
import { newKey } from '../api/new-key.ts';
import { pricesFresh } from '../live/start-live.ts';
import { watchFixture } from '../live/watch.ts';
import { createPlacement } from './placement.ts';
import { placedBets, slip } from './stored-slip.ts';

export const placement = createPlacement({
  slip,
  place: api.placeBet,
  betByKey: api.betByKey,
  newKey,
  nowMs: () => Date.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  answered(bet) {
    takeBets([bet]);
    if (bet.status !== 'REJECTED') placedBets.value = [...placedBets.peek(), bet];
  },
});

/** Follows the fixtures of the slip, and finds out what became of attempts without an answer. */
export function startPlacement(): void {
  const fixtures = computed(() =>
    [...new Set(slip.value.legs.map((leg) => leg.fixtureId))].sort().join('\n'),
  );
  let watched: (() => void)[] = [];
  effect(() => {
    const before = watched;
    const ids = fixtures.value.split('\n').filter((id) => id !== '');
    watched = untracked(() => ids.map(watchFixture));
    untracked(() => {
      for (const stop of before) stop();
    });
  });
  // After a reload, a sign-in or a lost connection. It only ever asks; nothing is placed.
  effect(() => {
    const userId = session.value?.profile.id;
    if (userId === undefined) placedBets.value = [];
    if (userId === undefined || !pricesFresh.value) return;
    untracked(() => {
      for (const { attempt } of slip.value.legs) {
        if (attempt?.userId !== userId || attempt.phase === 'not-recorded') continue;
        void placement.check(attempt);
      }
    });
  });
}
