import { type ReadonlySignal, signal } from '@preact/signals';

function media(query: string): ReadonlySignal<boolean> {
  const list = matchMedia(query);
  const matches = signal(list.matches);
  list.addEventListener('change', () => {
    matches.value = list.matches;
  });
  return matches;
}

/** Wide enough for the slip to stand beside the matches. */
export const hasRail = media('(min-width: 768px)');
