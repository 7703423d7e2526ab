import { computed, effect, signal } from '@preact/signals';
import type { AccountUpdate } from '@winnex/contracts';
import { takeAccount } from '../account/account.ts';
import { session } from '../account/session.ts';
import { api } from '../api/endpoints.ts';
import { startClock } from '../ui/time-text.ts';
import { announceMoves } from './announce-moves.ts';
import { receiveFixture, receiveLobby, takeLobby } from './board.ts';
import { createLink } from './link.ts';

const FIXTURE = 'fixture:';

export const link = createLink({
  open: () => new WebSocket(`${location.origin.replace(/^http/, 'ws')}/socket`),
  random: Math.random,
  nowMs: () => performance.now(),
  receive(topic, op, data) {
    if (topic === 'lobby') receiveLobby(op, data);
    else if (topic === 'account') takeAccount(data as AccountUpdate);
    else if (topic.startsWith(FIXTURE)) receiveFixture(topic.slice(FIXTURE.length), op, data);
  },
});

const online = signal(typeof navigator === 'undefined' || navigator.onLine);

/** False while prices may be old: then nothing can be picked or placed. */
export const pricesFresh = computed(() => online.value && link.state.value !== 'stale');

export function startLive(): void {
  addEventListener('online', () => {
    online.value = true;
  });
  addEventListener('offline', () => {
    online.value = false;
  });
  startClock();
  announceMoves();
  link.subscribe('lobby');
  link.start();
  void api.fixtures().then(
    ({ fixtures }) => takeLobby(fixtures),
    // The live channel brings the same; the banner speaks if that fails too.
    () => undefined,
  );
  effect(() => {
    const signedIn = session.value;
    link.authenticate(signedIn?.accessToken ?? null);
  });
  let heard = false;
  effect(() => {
    const wants = session.value !== null;
    if (wants === heard) return;
    heard = wants;
    if (wants) link.subscribe('account');
    else link.unsubscribe('account');
  });
}
