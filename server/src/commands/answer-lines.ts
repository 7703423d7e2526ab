import { once } from 'node:events';

/**
 * Answers each line of the input with a line of the output, in order. Waits when the reader of the
 * output is slow; ends quietly when it has gone (`| head`). Blank lines are passed over.
 */
export async function answerLines(
  lines: AsyncIterable<string>,
  answer: (line: string) => string,
): Promise<void> {
  const output = process.stdout;
  // A reader that goes away is an error event, whether or not we are waiting for it at that moment.
  const gone = new AbortController();
  let failure: NodeJS.ErrnoException | undefined;
  output.on('error', (error: NodeJS.ErrnoException) => {
    failure = error;
    gone.abort();
  });
  for await (const line of lines) {
    if (failure !== undefined) break;
    if (line.trim() === '') continue;
    if (output.write(`${answer(line)}\n`)) continue;
    await once(output, 'drain', { signal: gone.signal }).catch(() => undefined);
  }
  if (failure !== undefined && failure.code !== 'EPIPE') throw failure;
}
