import { signal } from '@preact/signals';

const spoken = signal('');
let waiting: string[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** At most one reading in so many milliseconds: a screen reader is not talked over by prices. */
const PAUSE_MS = 5_000;

/** Says something politely to assistive technology, together with what else came meanwhile. */
export function announce(text: string): void {
  waiting = [...waiting.filter((other) => other !== text), text].slice(-4);
  timer ??= setTimeout(speak, 300);
}

function speak(): void {
  spoken.value = waiting.join(' ');
  waiting = [];
  timer = setTimeout(() => {
    timer = undefined;
    if (waiting.length > 0) speak();
  }, PAUSE_MS);
}

export function Announcer() {
  return (
    <p class="sr-only" role="status" aria-live="polite">
      {spoken.value}
    </p>
  );
}
