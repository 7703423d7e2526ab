import { textTable } from '../recorded/text-table.ts';
import type { UofRejection, UofSummary } from './uof-summary.ts';

/** The summary as a table for a terminal, then everything that was rejected, by file. */
export function uofTable(summary: UofSummary): string {
  const kinds = [
    ...[...summary.documents].map(([kind, files]) => [`${kind} (document)`, files] as const),
    ...summary.messages,
  ];
  const rows = [
    ...kinds.sort(([a], [b]) => (a < b ? -1 : 1)),
    ['rejected', summary.rejected.length] as const,
    ['all files', summary.files] as const,
  ];
  return [
    textTable(['kind', 'files'], rows),
    ...section('Rejected', summary.rejected),
    ...section('Rejected in part', summary.partly),
  ].join('\n');
}

function section(title: string, rejections: readonly UofRejection[]): readonly string[] {
  if (rejections.length === 0) return [];
  return ['', `${title}:`, ...rejections.map(({ file, reason }) => `  ${file}: ${reason}`)];
}
