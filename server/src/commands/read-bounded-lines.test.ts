import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBoundedLines } from './read-bounded-lines.ts';

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function linesOf(input: string | Uint8Array, chunkSize = 7, max = 1_000): Promise<string[]> {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  const lines: string[] = [];
  for await (const some of readBoundedLines(chunks(bytes, chunkSize), max)) lines.push(...some);
  return lines;
}

test('lines are the same however they are cut into chunks', async () => {
  const line = fc
    .string({ unit: 'grapheme', maxLength: 30 })
    .map((text) => text.replace(/\s/g, ''));
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 40 }), async (lines, size) => {
      const text = lines.map((each) => `${each}\n`).join('');
      expect(await linesOf(text, size)).toEqual(text.split('\n').slice(0, -1));
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('CRLF, blank lines, a byte order mark, no newline at the end', async () => {
  expect(await linesOf('\ufeffa\r\n\r\nb\n\nc')).toEqual(['a', '', 'b', '', 'c']);
  expect(await linesOf('a\ufeff\n')).toEqual(['a\ufeff']);
  expect(await linesOf('')).toEqual([]);
  expect(await linesOf('\n')).toEqual(['']);
});

test('bytes that are not UTF-8 are replaced', async () => {
  expect(await linesOf(Buffer.from([0x61, 0xff, 0x0a, 0x62]))).toEqual(['a\ufffd', 'b']);
});

test('a line up to the limit is whole, a longer one arrives longer than the limit', async () => {
  for (const unit of ['x', 'é', '€', '😀']) {
    const most = unit.repeat(10 / unit.length);
    expect(await linesOf(`\ufeff${most}\r\nend`, 3, 10)).toEqual([most, 'end']);
    const [cut, end] = await linesOf(`\ufeff${unit.repeat(40)}\r\nend`, 3, 10);
    expect(cut!.length).toBeGreaterThan(10);
    expect(end).toBe('end');
  }
});

test('a line without an end is not held', async () => {
  const chunk = Buffer.alloc(65_536, 'x');
  async function* endless() {
    for (let index = 0; index < 2_000; index++) yield chunk;
    yield Buffer.from('\nnext\n');
  }
  const lines: string[] = [];
  for await (const some of readBoundedLines(endless(), 1_000)) lines.push(...some);
  expect(lines.map(({ length }) => length)).toEqual([3_006, 4]);
});
