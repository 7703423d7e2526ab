/** True for a whole, half or quarter line within the bounds. */
export function isQuarterLine(line: number, low: number, high: number): boolean {
  return Number.isInteger(4 * line) && line >= low && line <= high;
}

/** A handicap with its sign, as it is printed. */
export function signed(line: number): string {
  return line > 0 ? `+${line}` : String(line);
}
