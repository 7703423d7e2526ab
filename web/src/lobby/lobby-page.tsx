import { signal, useComputed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { lobby } from '../live/board.ts';
import { Icon } from '../ui/icon.tsx';
import { Empty, Loading } from '../ui/note.tsx';
import { CompetitionChips } from './competition-list.tsx';
import { FixtureRow } from './fixture-row.tsx';
import { groupLobby, type LobbySection, type Phase } from './group-lobby.ts';

const search = signal('');

const titles: Readonly<Record<Phase, string>> = {
  live: 'In play',
  upcoming: 'Coming up',
  ended: 'Just finished',
};

/** Mount it anew (`key`) for another competition. */
export function LobbyPage({ competition }: { competition: string | null }) {
  const sections = useSections(competition);
  return (
    <div class="grid grid-cols-1 gap-4">
      <div class="flex flex-wrap items-end justify-between gap-x-4 gap-y-3">
        <h1 class="font-semibold text-2xl tracking-tight" tabIndex={-1}>
          {competitionName(competition) ?? 'Football'}
        </h1>
        <Search />
      </div>
      <CompetitionChips />
      {sections === null ? (
        <Loading rows={6} />
      ) : (
        <Sections sections={sections} filtered={competition !== null || search.value !== ''} />
      )}
    </div>
  );
}

/** Keeps its identity while only prices move, so that the list is not drawn anew for each. */
function useSections(competition: string | null): LobbySection[] | null {
  const last = useRef<{ text: string; sections: LobbySection[] } | null>(null);
  const grouped = useComputed(() => {
    if (lobby.value === null) return null;
    const sections = groupLobby(lobby.value.values(), { competition, search: search.value });
    const text = JSON.stringify(sections);
    if (last.current?.text !== text) last.current = { text, sections };
    return last.current.sections;
  });
  return grouped.value;
}

function competitionName(id: string | null): string | undefined {
  if (id === null || lobby.value === null) return undefined;
  for (const { competition } of lobby.value.values()) {
    if (competition.id === id) return competition.name;
  }
  return undefined;
}

function Sections(props: { sections: readonly LobbySection[]; filtered: boolean }) {
  if (props.sections.length === 0) {
    return (
      <Empty title={props.filtered ? 'No match found' : 'No matches on offer right now'}>
        {props.filtered ? (
          <a class="quiet-link" href="/" onClick={clearSearch}>
            Show all matches
          </a>
        ) : (
          'New fixtures appear here by themselves.'
        )}
      </Empty>
    );
  }
  return (
    <>
      {props.sections.map(({ phase, groups }) => (
        <section key={phase} class="grid grid-cols-1 gap-3" aria-label={titles[phase]}>
          <h2 class="mt-1 font-semibold text-lg">{titles[phase]}</h2>
          {groups.map((group) => (
            <div key={group.competitionId} class="card @container overflow-hidden">
              <h3 class="flex items-baseline gap-2 border-line border-b px-3 py-2.5 sm:px-4">
                <span class="font-semibold text-sm">{group.name}</span>
                <span class="text-muted text-xs">{group.category}</span>
              </h3>
              <ul>
                {group.fixtureIds.map((id) => (
                  <FixtureRow key={id} id={id} />
                ))}
              </ul>
            </div>
          ))}
        </section>
      ))}
    </>
  );
}

function clearSearch(): void {
  search.value = '';
}

function Search() {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    function focusOnSlash(event: KeyboardEvent): void {
      const typing =
        event.target instanceof Element && event.target.closest('input, select, dialog');
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
    }
    addEventListener('keydown', focusOnSlash);
    return () => removeEventListener('keydown', focusOnSlash);
  }, []);
  return (
    <search class="relative w-full sm:w-64">
      <Icon
        name="search"
        size={18}
        class="pointer-events-none absolute top-3.5 left-3 text-muted"
      />
      <input
        ref={input}
        type="search"
        class="input pl-9"
        placeholder="Find a team"
        aria-label="Find a team or competition"
        aria-keyshortcuts="/"
        value={search.value}
        onInput={(event) => {
          search.value = event.currentTarget.value;
        }}
      />
    </search>
  );
}
