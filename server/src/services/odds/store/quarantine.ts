import type { ClientBase } from 'pg';

export interface Quarantined {
  readonly feed: string;
  readonly source: string;
  readonly line?: number;
  readonly reason: string;
  readonly message?: unknown;
}

const MESSAGE_LENGTH_MAX = 16_384;

export async function writeQuarantine(
  client: ClientBase,
  quarantined: readonly Quarantined[],
  recordedAtMs: number,
): Promise<void> {
  const rows = quarantined.map(({ feed, source, line, reason, message }) => ({
    feed: clean(feed, 200),
    source: clean(source, 500),
    line: Number.isInteger(line) && Math.abs(line!) < 2 ** 31 ? line : null,
    reason: clean(reason, 1_000),
    message: message === undefined ? null : clean(asText(message), MESSAGE_LENGTH_MAX),
  }));
  await client.query({
    name: 'odds-write-quarantine',
    text: `insert into odds.quarantine (feed, recorded_at, source, line, reason, message)
           select feed, $2, source, line, reason, message
             from jsonb_to_recordset($1) as q (feed text, source text, line integer, reason text,
                  message text)`,
    values: [JSON.stringify(rows), new Date(recordedAtMs)],
  });
}

/** What a text column takes: poison must not stop the record of it. */
function clean(text: string, lengthMax: number): string {
  return text.slice(0, lengthMax).toWellFormed().replaceAll('\0', '\uFFFD');
}

/** Only the beginning of long lists and texts: poison may be as long as it likes. */
function asText(message: unknown): string {
  try {
    return JSON.stringify(message, beginning) ?? String(message);
  } catch (error) {
    return `cannot be written as JSON: ${error instanceof Error ? error.message : error}`;
  }
}

const ITEMS_MAX = 50;
const TEXT_LENGTH_MAX = 1_000;

function beginning(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, TEXT_LENGTH_MAX);
  if (!Array.isArray(value) || value.length <= ITEMS_MAX) return value;
  return [...value.slice(0, ITEMS_MAX), `and ${value.length - ITEMS_MAX} more`];
}
