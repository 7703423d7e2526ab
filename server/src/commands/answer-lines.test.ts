import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { answerLines } from './answer-lines.ts';

async function* inputOf(...chunks: string[]) {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

function slowSink(fail?: { readonly after: number; readonly code: string }) {
  const written: string[] = [];
  const output = new Writable({
    highWaterMark: 8,
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      const failed = fail !== undefined && written.length > fail.after;
      setImmediate(() => done(failed ? Object.assign(new Error('gone'), fail) : null));
    },
  });
  return { output, written };
}

const options = { answer: (line: string) => line.toUpperCase(), maxCharacters: 1_000 };

test('one answer a line, in order; blank lines have none', async () => {
  const { output, written } = slowSink();
  await answerLines({ ...options, input: inputOf('a\n\n  \nb', 'c\nd'), output });
  expect(written.join('')).toBe('A\nBC\nD\n');
});

test('many answers are not gathered in memory', async () => {
  const { output, written } = slowSink();
  const answer = (line: string) => line.repeat(10_000);
  await answerLines({ ...options, answer, input: inputOf('0123456789\n'.repeat(5)), output });
  expect(written.filter((text) => text !== '')).toHaveLength(5);
});

test('a reader that goes away ends it quietly', async () => {
  const { output, written } = slowSink({ after: 1, code: 'EPIPE' });
  let answered = 0;
  const answer = (line: string) => `${line}${answered++}`;
  const input = inputOf(...Array<string>(50).fill('line\n'));
  await answerLines({ ...options, answer, input, output });
  expect(written).toHaveLength(2);
  expect(answered).toBeLessThan(5);
});

test('any other failure is told', async () => {
  const { output } = slowSink({ after: 0, code: 'ENOSPC' });
  const run = answerLines({ ...options, input: inputOf('a\n', 'b\n', 'c\n'), output });
  await expect(run).rejects.toMatchObject({ code: 'ENOSPC' });
});
