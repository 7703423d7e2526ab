import { signal } from '@preact/signals';
import { Icon } from './icon.tsx';

const shown = signal<string | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;
const SHOWN_MS = 6_000;

/** Says that something was done. Only for what the page also shows elsewhere. */
export function showToast(text: string): void {
  clearTimeout(timer);
  shown.value = text;
  timer = setTimeout(() => {
    shown.value = null;
  }, SHOWN_MS);
}

export function Toast() {
  return (
    <div
      class="pointer-events-none fixed inset-x-0 bottom-24 z-40 flex justify-center px-4 md:bottom-8"
      role="status"
    >
      {shown.value !== null && (
        <p class="flex animate-rise items-center gap-2 rounded-xl bg-ink px-4 py-3 font-medium text-canvas text-sm shadow-lg">
          <Icon name="check" size={18} />
          {shown.value}
        </p>
      )}
    </div>
  );
}
