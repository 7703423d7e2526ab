import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

const tones = {
  plain: 'bg-raised text-ink',
  warn: 'bg-warn-tint text-warn',
  error: 'bg-down-tint text-error',
  good: 'bg-tint text-accent',
} as const;

/** A few words set apart: a refusal, a hint, an outcome. `alert` is read out at once. */
export function Note(props: {
  tone?: keyof typeof tones;
  alert?: boolean;
  children: ComponentChildren;
}) {
  const tone = props.tone ?? 'plain';
  return (
    <div
      class={`flex gap-2 rounded-lg px-3 py-2 text-sm ${tones[tone]}`}
      role={props.alert ? 'alert' : undefined}
    >
      <Icon name={tone === 'good' ? 'check' : 'info'} size={18} class="mt-px" />
      <div class="min-w-0 flex-1">{props.children}</div>
    </div>
  );
}

/** What a page says when it has nothing to list. */
export function Empty(props: {
  title: string;
  /** True where it is all that the page has. */
  heading?: boolean;
  children?: ComponentChildren;
}) {
  const Title = props.heading ? 'h1' : 'p';
  return (
    <div class="card px-6 py-10 text-center">
      <Title class="font-semibold text-lg">{props.title}</Title>
      <div class="mx-auto mt-1 max-w-sm text-muted">{props.children}</div>
    </div>
  );
}

/** Grey rows while something loads. */
export function Loading(props: { rows?: number }) {
  return (
    <div role="status">
      <span class="sr-only">Loading</span>
      {Array.from({ length: props.rows ?? 4 }, (_, row) => (
        <div key={row} class="mb-2 h-20 rounded-xl bg-raised" />
      ))}
    </div>
  );
}
