import type { FixtureSummary } from '@winnex/contracts';
import { matchClock, spokenClock } from '../lobby/match-clock.ts';
import { now } from './time-text.ts';

/** Where a match stands: a dot and the minute in play, the kick-off time before. */
export function LiveBadge(props: {
  fixture: Pick<FixtureSummary, 'status' | 'minute' | 'period' | 'startsAt'>;
  class?: string;
}) {
  const { fixture } = props;
  const live = fixture.status === 'live';
  return (
    <span
      class={`inline-flex items-center gap-1.5 whitespace-nowrap tabular-nums ${
        live ? 'font-semibold text-live' : 'text-muted'
      } ${props.class ?? ''}`}
    >
      {live && <span class="size-1.5 rounded-full bg-live" aria-hidden="true" />}
      <span aria-hidden="true">{matchClock(fixture, now.value)}</span>
      <span class="sr-only">{spokenClock(fixture, now.value)}</span>
    </span>
  );
}
