/**
 * Prints what stopped the program and returns the exit code. A fault that somebody can put right is
 * one sentence; anything else is a bug and keeps its stack.
 */
export function reportFault(error: unknown): number {
  if (error instanceof Error && isKnownFault(error)) {
    console.error(`winnex: ${error.message}`);
    return 2;
  }
  console.error('winnex: this is a bug, please report it with the lines below.');
  console.error(error);
  return 70;
}

const knownFaults: ReadonlySet<string> = new Set([
  'StartFault',
  'DatabaseFault',
  'FeedInputFault',
  'ListenFault',
]);

function isKnownFault(error: Error): boolean {
  return knownFaults.has(error.name);
}
