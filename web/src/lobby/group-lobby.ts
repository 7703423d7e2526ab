import type { FixtureSummary } from '@winnex/contracts';

export interface LobbyGroup {
  readonly competitionId: string;
  readonly name: string;
  readonly category: string;
  readonly fixtureIds: readonly string[];
}

export interface LobbySection {
  readonly phase: Phase;
  readonly groups: readonly LobbyGroup[];
}

export type Phase = 'live' | 'upcoming' | 'ended';
const phases: readonly Phase[] = ['live', 'upcoming', 'ended'];

export function phaseOf({ status }: Pick<FixtureSummary, 'status'>): Phase | null {
  if (status === 'live') return 'live';
  if (status === 'not-started' || status === 'postponed') return 'upcoming';
  return status === 'ended' || status === 'abandoned' ? 'ended' : null;
}

export interface LobbyFilter {
  readonly competition: string | null;
  readonly search: string;
}

/** Live first, then what comes, then what has just ended; in each by competition, then kick-off. */
export function groupLobby(
  fixtures: Iterable<FixtureSummary>,
  filter: LobbyFilter,
): LobbySection[] {
  const words = plain(filter.search).split(' ').filter(Boolean);
  const shown = [...fixtures]
    .filter(({ competition }) => (filter.competition ?? competition.id) === competition.id)
    .filter((fixture) => matches(fixture, words))
    .sort(inOrder);
  return phases.flatMap((phase) => {
    const groups = byCompetition(shown.filter((fixture) => phaseOf(fixture) === phase));
    return groups.length === 0 ? [] : [{ phase, groups }];
  });
}

export interface CompetitionCount {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly fixtures: number;
  readonly live: number;
}

export function countCompetitions(fixtures: Iterable<FixtureSummary>): CompetitionCount[] {
  const counts = new Map<string, CompetitionCount>();
  for (const fixture of fixtures) {
    const { id, name, category } = fixture.competition;
    const known = counts.get(id) ?? { id, name, category, fixtures: 0, live: 0 };
    const live = known.live + (fixture.status === 'live' ? 1 : 0);
    counts.set(id, { ...known, fixtures: known.fixtures + 1, live });
  }
  return [...counts.values()].sort(
    (a, b) => a.category.localeCompare(b.category) || a.name.localeCompare(b.name),
  );
}

function byCompetition(fixtures: readonly FixtureSummary[]): LobbyGroup[] {
  const groups = Map.groupBy(fixtures, ({ competition }) => competition.id);
  return [...groups].map(([competitionId, rows]) => ({
    competitionId,
    name: rows[0]?.competition.name ?? '',
    category: rows[0]?.competition.category ?? '',
    fixtureIds: rows.map(({ id }) => id),
  }));
}

function inOrder(a: FixtureSummary, b: FixtureSummary): number {
  return (
    a.competition.category.localeCompare(b.competition.category) ||
    a.competition.name.localeCompare(b.competition.name) ||
    a.startsAt.localeCompare(b.startsAt) ||
    a.home.localeCompare(b.home)
  );
}

function matches(fixture: FixtureSummary, words: readonly string[]): boolean {
  const text = plain(`${fixture.home} ${fixture.away} ${fixture.competition.name}`);
  return words.every((word) => text.includes(word));
}

/** Lower case without accents: `atletico` finds Atlético. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .trim();
}
