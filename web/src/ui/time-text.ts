import { signal } from '@preact/signals';

/** The time now, in milliseconds, moving in steps of some seconds. */
export const now = signal(Date.now());

export function startClock(): void {
  setInterval(() => {
    now.value = Date.now();
  }, 5_000);
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
const whole = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

export function clockText(atMs: number): string {
  return clock.format(atMs);
}

/** `Today`, `Tomorrow` or `Sat 28 Nov`, in the reader's own time zone. */
export function dayText(atMs: number, nowMs: number): string {
  const shown = day.format(atMs).replace(',', '');
  if (sameDay(atMs, nowMs)) return 'Today';
  if (sameDay(atMs, nowMs + 86_400_000)) return 'Tomorrow';
  return shown;
}

export function momentText(timestamp: string): string {
  return whole.format(Date.parse(timestamp));
}

/** Words of the server with the times in them as this reader's clock tells them. */
export function withLocalTimes(sentence: string): string {
  return sentence.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, momentText);
}

function sameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}
