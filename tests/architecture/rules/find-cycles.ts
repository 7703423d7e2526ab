import type { SourceFile } from '../source-file.ts';

/**
 * Groups of files that reach each other by imports, types included (Tarjan, 1972: strongly
 * connected components). Members are sorted.
 */
export function findCycles(files: readonly SourceFile[]): string[][] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const order = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[][] = [];

  const visit = (path: string): number => {
    const index = order.size;
    order.set(path, index);
    stack.push(path);
    let low = index;
    let reachesItself = false;
    for (const { target } of byPath.get(path)?.imports ?? []) {
      if (!byPath.has(target)) continue;
      if (target === path) reachesItself = true;
      if (!order.has(target)) low = Math.min(low, visit(target));
      else if (stack.includes(target)) low = Math.min(low, order.get(target) ?? index);
    }
    if (low === index) {
      const members = stack.splice(stack.indexOf(path));
      if (members.length > 1 || reachesItself) cycles.push(members.sort());
    }
    return low;
  };
  for (const { path } of files) if (!order.has(path)) visit(path);
  return cycles;
}
