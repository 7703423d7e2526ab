import { effect, type Signal, signal } from '@preact/signals';

/**
 * A signal kept in localStorage under `winnex.<name>`. What is stored passes `accept` first, since
 * an older page or a person may have written it. Works in memory where storage is blocked.
 */
export function storedSignal<Value>(
  name: string,
  initial: Value,
  accept: (stored: unknown) => Value | null,
): Signal<Value> {
  const key = `winnex.${name}`;
  const stored = signal<Value>(read(key, accept) ?? initial);
  effect(() => write(key, JSON.stringify(stored.value)));
  globalThis.addEventListener?.('storage', (event) => {
    if (event.key !== key) return;
    stored.value = read(key, accept) ?? initial;
  });
  return stored;
}

/** Accepts one of the given texts. */
export function oneOf<Text extends string>(...texts: readonly Text[]) {
  return (stored: unknown): Text | null => texts.find((text) => text === stored) ?? null;
}

function read<Value>(key: string, accept: (stored: unknown) => Value | null): Value | null {
  try {
    const text = localStorage.getItem(key);
    return text === null ? null : accept(JSON.parse(text));
  } catch {
    return null;
  }
}

function write(key: string, text: string): void {
  try {
    if (localStorage.getItem(key) !== text) localStorage.setItem(key, text);
  } catch {
    // Storage is full or blocked: the value lives as long as the page.
  }
}
