import { signal } from '@preact/signals';

const spoken = signal('');
let waiting: string[] = [];
let pausing = false;

/** At most one reading in so many milliseconds: a screen reader is not talked over by prices. */
const PAUSE_MS = 5_000;

/** Says something politely to assistive technology, together with what else came meanwhile. */
export function announce(text: string): void {
  waiting = [...waiting.filter((other) => other !== text), text].slice(-4);
  if (!pausing) pause(300);
}

function pause(ms: number): void {
  pausing = true;
  setTimeout(speak, ms);
}

function speak(): void {
  pausing = waiting.length > 0;
  if (!pausing) return;
  spoken.value = waiting.join(' ');
  waiting = [];
  pause(PAUSE_MS);
}

export function Announcer() {
  return (
    <p class="sr-only" role="status" aria-live="polite">
      {spoken.value}
    </p>
  );
}
