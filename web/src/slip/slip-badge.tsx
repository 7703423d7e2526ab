import { computed } from '@preact/signals';
import { slip } from './stored-slip.ts';

const count = computed(() => slip.value.legs.length);

/** How many picks are on the slip; nothing when there are none. */
export function SlipBadge() {
  if (count.value === 0) return null;
  return (
    <span class="grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1.5 font-semibold text-on-accent text-xs tabular-nums">
      {count.value}
      <span class="sr-only"> {count.value === 1 ? 'pick' : 'picks'}</span>
    </span>
  );
}
