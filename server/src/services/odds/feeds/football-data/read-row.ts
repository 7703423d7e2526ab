import type { Score } from '../feed.ts';
import { readKickOff } from './kick-off.ts';

/** A match as one row tells it. */
export interface FootballDataRow {
  readonly line: number;
  /** `fd:<division>:<yyyy-mm-dd>:<home>-<away>`, the same for every reading of the file. */
  readonly id: string;
  readonly division: string;
  /** Day of the match in the United Kingdom, `yyyy-mm-dd`. */
  readonly date: string;
  readonly startsAt: number;
  readonly home: string;
  readonly away: string;
  /** Null while the row has no result. */
  readonly score: Score | null;
  readonly halfTimeScore: Score | null;
  /** Text of a column, trimmed; '' where the row or the file has none. */
  cell(column: string): string;
}

const DIVISION = /^[A-Za-z0-9]{1,5}$/;
/** Twice the longest in use; the fixture's id stays within 120 characters. */
const TEAM_NAME_MAX = 48;

/** The row, or why it is none. */
export function readRow(
  columns: readonly string[],
  cells: readonly string[],
  line: number,
): FootballDataRow | string {
  const values = cells.map((cell) => cell.trim());
  if (values.every((value) => value === '')) return 'empty row';
  const surplus = values.slice(columns.length).some((value) => value !== '');
  if (values.length < columns.length || surplus) {
    return `${values.length} columns where the header has ${columns.length}`;
  }
  const named = new Map(columns.map((column, index) => [column, values[index] ?? '']));
  const cell = (column: string): string => named.get(column) ?? '';

  const division = cell('Div');
  const [home, away] = [cell('HomeTeam'), cell('AwayTeam')];
  const absent = ['Div', 'Date', 'HomeTeam', 'AwayTeam'].find((column) => cell(column) === '');
  if (absent !== undefined) return `no ${absent}`;
  const kickOff = readKickOff(cell('Date'), cell('Time'));
  if (!kickOff) {
    const time = cell('Time') === '' ? '' : ` ${cell('Time')}`;
    return `"${cell('Date')}${time}" is not a date dd/mm/yy or dd/mm/yyyy and a time hh:mm`;
  }
  const [homeSlug, awaySlug] = [slugOf(home), slugOf(away)];
  if (homeSlug === '' || awaySlug === '') return `"${home}" against "${away}" names no two teams`;
  if (!DIVISION.test(division)) return `"${division.slice(0, 40)}" is not a division`;
  if (Math.max(home.length, away.length) > TEAM_NAME_MAX) return 'a team name is too long';
  if (homeSlug === awaySlug) return `${home} plays itself`;

  const score = readScore(cell, 'FTHG', 'FTAG');
  const halfTimeScore = readScore(cell, 'HTHG', 'HTAG');
  if (typeof score === 'string') return score;
  if (typeof halfTimeScore === 'string') return halfTimeScore;
  const contradiction = contradictionIn(score, halfTimeScore, cell('FTR'));
  if (contradiction !== null) return contradiction;
  const id = `fd:${division}:${kickOff.date}:${homeSlug}-${awaySlug}`;
  return { line, id, division, ...kickOff, home, away, score, halfTimeScore, cell };
}

/** `Nott'm Forest` is `nottm-forest`. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\p{Diacritic}'’]/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/** The goals in two columns, null where both are empty, or words for what is no number of goals. */
function readScore(
  cell: (column: string) => string,
  homeColumn: string,
  awayColumn: string,
): Score | string | null {
  if (cell(homeColumn) === '' && cell(awayColumn) === '') return null;
  const bad = [homeColumn, awayColumn].find((column) => !/^\d{1,2}$/.test(cell(column)));
  if (bad !== undefined) return `${bad} "${cell(bad)}" is not a number of goals`;
  return { home: Number(cell(homeColumn)), away: Number(cell(awayColumn)) };
}

function contradictionIn(score: Score | null, half: Score | null, result: string): string | null {
  if (!score) return result === '' ? null : `the result is "${result}" and there are no goals`;
  const goals = `${score.home}-${score.away}`;
  const sign = score.home > score.away ? 'H' : score.home < score.away ? 'A' : 'D';
  if (result !== '' && result !== sign) return `FTR says "${result}" and the goals say ${goals}`;
  if (half && (half.home > score.home || half.away > score.away)) {
    return `${half.home}-${half.away} at half time cannot end ${goals}`;
  }
  return null;
}
