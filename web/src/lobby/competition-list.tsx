import { useComputed } from '@preact/signals';
import { lobby } from '../live/board.ts';
import { competitionPath, route } from '../ui/router.ts';
import { type CompetitionCount, countCompetitions } from './group-lobby.ts';

function useCompetitions(): readonly CompetitionCount[] {
  return useComputed(() => countCompetitions(lobby.value?.values() ?? [])).value;
}

/** The competition filter as a rail beside the matches. */
export function CompetitionRail() {
  const competitions = useCompetitions();
  return (
    <nav aria-label="Competitions" class="grid gap-0.5">
      <RailLink href="/" text="All matches" chosen={isChosen(null)} />
      {competitions.map((competition) => (
        <RailLink
          key={competition.id}
          href={competitionPath(competition.id)}
          text={competition.name}
          detail={competition.category}
          count={competition.fixtures}
          live={competition.live}
          chosen={isChosen(competition.id)}
        />
      ))}
    </nav>
  );
}

function RailLink(props: {
  href: string;
  text: string;
  detail?: string;
  count?: number;
  live?: number;
  chosen: boolean;
}) {
  return (
    <a
      href={props.href}
      aria-current={props.chosen ? 'page' : undefined}
      class={`flex min-h-11 items-center justify-between gap-2 rounded-lg px-3 py-1.5 ${
        props.chosen ? 'bg-tint font-semibold text-accent' : 'hover:bg-hover'
      }`}
    >
      <span class="min-w-0">
        <span class="block truncate">{props.text}</span>
        {props.detail && (
          <span class="block truncate font-normal text-muted text-xs">{props.detail}</span>
        )}
      </span>
      <Counts count={props.count} live={props.live} />
    </a>
  );
}

function Counts(props: { count: number | undefined; live: number | undefined }) {
  return (
    <span class="flex items-center gap-2 font-normal text-muted text-sm tabular-nums">
      {props.live !== undefined && props.live > 0 && (
        <span class="flex items-center gap-1 text-live text-xs">
          <span class="size-1.5 rounded-full bg-live" aria-hidden="true" />
          {props.live}
          <span class="sr-only"> live, of</span>
        </span>
      )}
      {props.count}
    </span>
  );
}

/** The same as a row of chips, where there is no room for a rail. */
export function CompetitionChips() {
  const competitions = useCompetitions();
  if (competitions.length < 2) return null;
  return (
    <nav aria-label="Competitions" class="-mx-3 xl:hidden">
      <ul class="no-bar relative flex gap-2 overflow-x-auto px-3 py-1">
        <Chip href="/" text="All" chosen={isChosen(null)} />
        {competitions.map(({ id, name, live }) => (
          <Chip key={id} href={competitionPath(id)} text={name} live={live} chosen={isChosen(id)} />
        ))}
      </ul>
    </nav>
  );
}

function Chip(props: { href: string; text: string; live?: number; chosen: boolean }) {
  return (
    <li class="shrink-0">
      <a
        href={props.href}
        aria-current={props.chosen ? 'page' : undefined}
        class={`flex min-h-11 items-center gap-1.5 rounded-full border px-4 font-medium text-sm ${
          props.chosen
            ? 'border-accent bg-accent text-on-accent'
            : 'border-line bg-surface hover:bg-hover'
        }`}
      >
        {props.text}
        {props.live !== undefined && props.live > 0 && !props.chosen && (
          <span class="size-1.5 rounded-full bg-live">
            <span class="sr-only">, live now</span>
          </span>
        )}
      </a>
    </li>
  );
}

function isChosen(id: string | null): boolean {
  return route.value.page === 'lobby' && route.value.competition === id;
}
