import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { FeedInputFault, unreadable } from '../recorded/feed-input-fault.ts';
import { type FootballDataSummary, summarize } from './football-data-summary.ts';
import { type BookmakerChoice, choosePrices } from './price-columns.ts';
import { type PricedFixture, priceFixture } from './priced-fixture.ts';
import { type FootballDataFile, readFootballData } from './read-football-data.ts';

/** A season of the largest league is 150 kB. */
const FILE_BYTES_MAX = 20 * 1024 * 1024;

export interface FootballDataOptions extends BookmakerChoice {
  /** Paths of season files. */
  readonly files: readonly string[];
}

export interface Seasons {
  /** One list of fixtures per day of play, in order of days; in it, in order of kick-off. */
  readonly days: readonly (readonly PricedFixture[])[];
  readonly summaries: readonly FootballDataSummary[];
}

/**
 * Reads and checks every file before anything is played. Throws `FeedInputFault` for the first
 * that cannot be used; a fixture that an earlier file has already is rejected from the later one.
 */
export async function loadSeasons(options: FootballDataOptions): Promise<Seasons> {
  if (options.files.length === 0) {
    throw new FeedInputFault('No file was named. Name one or more football-data.co.uk CSV files.');
  }
  const fixtures: PricedFixture[] = [];
  const summaries: FootballDataSummary[] = [];
  const files = new Map<string, string>();
  for (const path of options.files) {
    const season = withoutKnown(await loadFile(path), files);
    const choice = choosePrices(season.columns, options, season.file);
    const priced = season.rows.map((row) => priceFixture(row, choice));
    fixtures.push(...priced);
    summaries.push(summarize(season, priced));
  }
  fixtures.sort((a, b) => a.row.startsAt - b.row.startsAt);
  const days = Map.groupBy(fixtures, ({ row }) => row.date);
  return { days: [...days.values()], summaries };
}

async function loadFile(path: string): Promise<FootballDataFile> {
  let bytes: Uint8Array;
  try {
    const { size } = await stat(path);
    if (size > FILE_BYTES_MAX) {
      throw new FeedInputFault(`${path} is larger than 20 MB. No season of football is.`);
    }
    bytes = await readFile(path);
  } catch (error) {
    throw error instanceof FeedInputFault ? error : unreadable(path, error);
  }
  return readFootballData(bytes, { file: basename(path) });
}

/** Moves the rows whose fixture is in `files` already to the rejected ones. */
function withoutKnown(season: FootballDataFile, files: Map<string, string>): FootballDataFile {
  const known = season.rows.filter(({ id }) => files.has(id));
  const rejected = known.map(({ line, id }) => ({
    line,
    reason: `the same fixture is in ${files.get(id)}`,
  }));
  const rows = season.rows.filter(({ id }) => !files.has(id));
  for (const { id } of rows) files.set(id, season.file);
  return {
    ...season,
    rows,
    rejected: [...season.rejected, ...rejected].sort((a, b) => a.line - b.line),
  };
}
