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
  let gone = false;
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    gone = true;
  });
  for await (const line of lines) {
    if (gone) return;
    if (line.trim() === '') continue;
    if (!output.write(`${answer(line)}\n`) && !gone) await once(output, 'drain');
  }
}
