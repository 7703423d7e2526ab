import type { LinePlan } from './line-plan.ts';

/**
 * Every line of a plan as indexes of the slip's legs, rising; shorter lines first. This is what an
 * explanation lists; settling never does it.
 */
export function enumerateLines(plan: LinePlan): number[][] {
  const lines: number[][] = [];
  for (const size of plan.sizes) {
    collect(plan, size, 0, [], (line) =>
      lines.push([...plan.bankers, ...line].sort((a, b) => a - b)),
    );
  }
  return lines;
}

function collect(
  plan: LinePlan,
  missing: number,
  from: number,
  line: readonly number[],
  found: (line: readonly number[]) => void,
): void {
  if (missing === 0) {
    found(line);
    return;
  }
  for (let next = from; next <= plan.free.length - missing; next++) {
    const leg = plan.free[next]!;
    if (line.some((other) => plan.conflicts?.between(other, leg))) continue;
    collect(plan, missing - 1, next + 1, [...line, leg], found);
  }
}
