/** How a column of a table stands. */
export type Align = 'left' | 'right';

/** Rows as text, every column as wide as its widest cell, two spaces between. */
export function columns(rows: readonly (readonly string[])[], aligned: readonly Align[]): string {
  const widths = columnWidths(rows, aligned.length);
  return rows
    .map((row) =>
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0, aligned[column] ?? 'left'))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** As `columns`, with the text of the last column broken between words to fit `width`. */
export function columnsWithin(
  rows: readonly (readonly string[])[],
  aligned: readonly Align[],
  width: number,
): string {
  const last = aligned.length - 1;
  const before = columnWidths(rows, last).reduce((sum, column) => sum + column + 2, 0);
  const wrapped = rows.flatMap((row) =>
    wrap(row[last] ?? '', Math.max(24, width - before)).map((part, index) =>
      index === 0 ? [...row.slice(0, last), part] : [...Array<string>(last).fill(''), part],
    ),
  );
  return columns(wrapped, aligned);
}

function columnWidths(rows: readonly (readonly string[])[], count: number): number[] {
  return Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
}

function pad(cell: string, width: number, align: Align): string {
  return align === 'left' ? cell.padEnd(width) : cell.padStart(width);
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
