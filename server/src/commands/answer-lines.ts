import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { readBoundedLines } from './read-bounded-lines.ts';

/** Answers are written together until they come to this many characters. */
const BATCH_CHARACTERS = 65_536;

/** How the lines of an input become those of an output. */
export interface LineAnswering {
  /** One line without line ends for one line; says itself what is wrong with a line, never throws. */
  readonly answer: (line: string) => string;
  /** Lines of more are cut off on the way in and must be refused by `answer`. */
  readonly maxCharacters: number;
  /** Default: the standard input and output. */
  readonly input?: AsyncIterable<Uint8Array>;
  readonly output?: Writable;
}

/**
 * Answers each line of the input with a line of the output, in order, in constant memory. Waits
 * when the reader of the output is slow; ends quietly when it has gone (`| head`). Blank lines are
 * passed over.
 */
export async function answerLines({
  answer,
  maxCharacters,
  input = process.stdin,
  output = process.stdout,
}: LineAnswering): Promise<void> {
  // A reader that goes away is an error event, whether or not we are waiting for it at that moment.
  const gone = new AbortController();
  let failure: NodeJS.ErrnoException | undefined;
  output.on('error', (error: NodeJS.ErrnoException) => {
    failure = error;
    gone.abort();
  });
  const write = async (text: string) => {
    if (text === '' || output.write(text)) return;
    await once(output, 'drain', { signal: gone.signal }).catch(() => undefined);
  };

  for await (const lines of readBoundedLines(input, maxCharacters)) {
    let pending = '';
    for (const line of lines) {
      if (line.trim() === '') continue;
      pending += `${answer(line)}\n`;
      if (pending.length < BATCH_CHARACTERS) continue;
      await write(pending);
      pending = '';
      if (failure !== undefined) break;
    }
    await write(pending);
    if (failure !== undefined) break;
  }
  // The last answers may still be on their way, and fail there.
  await new Promise<void>((resolve) => output.write('', () => resolve()));
  if (failure !== undefined && failure.code !== 'EPIPE') throw failure;
}
