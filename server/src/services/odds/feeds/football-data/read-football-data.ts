import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { FeedInputFault } from '../recorded/feed-input-fault.ts';
import { decodeText } from './decode-text.ts';
import { type FootballDataRow, readRow } from './read-row.ts';

export interface RejectedRow {
  /** Line in the file, the header being 1. */
  readonly line: number;
  readonly reason: string;
}

/** A file as read: each data row is either among `rows` or among `rejected`. */
export interface FootballDataFile {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly FootballDataRow[];
  readonly rejected: readonly RejectedRow[];
}

const REQUIRED = ['Div', 'Date', 'HomeTeam', 'AwayTeam', 'FTHG', 'FTAG'];

/**
 * Reads one season file of football-data.co.uk: CSV with a header, columns that differ by year,
 * UTF-8 (with or without BOM) or Windows-1252. A row that cannot be read is rejected with its
 * line and reason; a row whose result is still missing is kept, without a result.
 *
 * Throws `FeedInputFault` when the file as a whole is not one: empty, binary, another table, or
 * cut off in the middle of a row. `file` is its name in messages.
 */
export function readFootballData(
  source: string | Uint8Array,
  { file }: { readonly file: string },
): FootballDataFile {
  const text = typeof source === 'string' ? source : decodeText(source, file);
  const records = parseRecords(text, file);
  const [header, ...body] = records;
  if (!header) throw new FeedInputFault(`${file} is empty. Download it again.`);
  const columns = header.cells.map((cell) => cell.trim());
  const missing = REQUIRED.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    throw new FeedInputFault(
      `${file} is not a football-data.co.uk season: its first line has no ${missing.join(', ')}. ` +
        'Name a CSV file whose first line holds Div, Date, HomeTeam, AwayTeam, FTHG and FTAG.',
    );
  }
  const last = body.at(-1);
  if (!last) throw new FeedInputFault(`${file} has a header and no rows. Download it again.`);
  const endsInARow = !/[\r\n]$/.test(text) && last.cells.length < columns.length;
  if (endsInARow) {
    throw new FeedInputFault(
      `${file} is cut off in the middle of line ${last.line}. Download it again.`,
    );
  }
  return { file, columns, ...readRows(columns, body) };
}

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

function readRows(
  columns: readonly string[],
  body: readonly CsvRecord[],
): Pick<FootballDataFile, 'rows' | 'rejected'> {
  const rows: FootballDataRow[] = [];
  const rejected: RejectedRow[] = [];
  const lines = new Map<string, number>();
  for (const { line, cells } of body) {
    const row = readRow(columns, cells, line);
    if (typeof row === 'string') {
      rejected.push({ line, reason: row });
      continue;
    }
    const first = lines.get(row.id);
    if (first === undefined) {
      lines.set(row.id, line);
      rows.push(row);
    } else {
      rejected.push({ line, reason: `the same fixture as line ${first}` });
    }
  }
  return { rows, rejected };
}

function parseRecords(text: string, file: string): CsvRecord[] {
  try {
    const parsed: unknown = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: 65_536,
    });
    // The library's types leave out what `info` adds to each record.
    const records = parsed as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error ? ` (line ${error.lines})` : '';
    throw new FeedInputFault(`${file} is not readable CSV${line}. Download it again.`);
  }
}
