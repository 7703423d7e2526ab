/** One cell; numbers are set to the right. */
export type Cell = string | number;

/**
 * Rows under a header as aligned text, for a terminal. Columns are as wide as their widest cell;
 * a column whose first cell is a number is set to the right.
 */
export function textTable(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => String(row[column] ?? '').length)),
  );
  const line = (cells: readonly Cell[]): string =>
    widths
      .map((width, column) => {
        const text = String(cells[column] ?? '');
        const isNumber = typeof rows[0]?.[column] === 'number';
        return isNumber ? text.padStart(width) : text.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [line(header), rule, ...rows.map(line)].join('\n');
}
