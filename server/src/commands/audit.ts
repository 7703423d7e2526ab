import type { AuditReport } from '@winnex/contracts';
import { auditBooks } from '../composition/audit-books.ts';
import { joinDatabase } from '../composition/open-database.ts';
import { type CommandOptions, readConfig } from '../composition/read-config.ts';
import { textTable } from './table.ts';

/** `winnex audit`: proves the books. Returns the exit code: 0 when they hold, 1 when not. */
export async function auditCommand(
  options: CommandOptions & { readonly json?: boolean },
): Promise<number> {
  const database = await joinDatabase(readConfig(options));
  try {
    const report = await auditBooks(database.pool);
    console.log(options.json === true ? JSON.stringify(report, null, 2) : auditTable(report));
    return report.ok ? 0 : 1;
  } finally {
    await database.close();
  }
}

export function auditTable(report: AuditReport): string {
  const rows = report.checks.map((check) => [
    check.ok ? 'ok' : 'BROKEN',
    check.name,
    check.checked,
    check.detail,
  ]);
  const broken = report.checks.filter((check) => !check.ok).length;
  const verdict = report.ok ? 'The books hold.' : `${broken} of ${rows.length} checks are broken.`;
  return `${textTable(['', 'what must hold', 'checked', 'broken'], rows)}\n\n${verdict}`;
}
