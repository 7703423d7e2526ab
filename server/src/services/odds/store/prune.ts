import type { Pool } from 'pg';

const ROWS_PER_STATEMENT = 10_000;

/** Deletes postings and quarantined messages recorded before a time, in short statements. */
export async function prune(pool: Pool, beforeMs: number): Promise<number> {
  let deleted = 0;
  for (const table of ['odds.line_posting', 'odds.quarantine']) {
    let rows: number;
    do {
      const result = await pool.query(
        `delete from ${table} where ctid = any (array(
           select ctid from ${table} where recorded_at < $1 limit ${ROWS_PER_STATEMENT}))`,
        [new Date(beforeMs)],
      );
      rows = result.rowCount ?? 0;
      deleted += rows;
    } while (rows === ROWS_PER_STATEMENT);
  }
  return deleted;
}
