const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
/** UTF-8 spends at most this many bytes on what counts as one character of a text. */
const BYTES_PER_CHARACTER = 3;

/**
 * The lines of a byte stream, those of one chunk together. A line of more than `maxCharacters`
 * arrives cut off but still longer than that, so that who reads it refuses it; the rest of it is
 * dropped as it comes and never held. Ends of line are LF or CRLF, the last one may be missing, and
 * a byte order mark in front is not part of the first line. Bytes that are not UTF-8 become U+FFFD.
 */
export async function* readBoundedLines(
  input: AsyncIterable<Uint8Array>,
  maxCharacters: number,
): AsyncGenerator<string[]> {
  // Two characters more than fit: neither a mark nor a carriage return can make a cut line fit.
  const maxBytes = (maxCharacters + 2) * BYTES_PER_CHARACTER;
  let begun: Buffer[] = [];
  let held = 0;
  let first = true;

  const hold = (part: Buffer) => {
    const kept = part.subarray(0, maxBytes - held);
    if (kept.length === 0) return;
    begun.push(kept);
    held += kept.length;
  };
  const finish = (): string => {
    const bytes = begun.length === 1 ? begun[0]! : Buffer.concat(begun);
    begun = [];
    held = 0;
    const text = textOf(bytes, first);
    first = false;
    return text;
  };

  for await (const part of input) {
    const chunk = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
    const lines: string[] = [];
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      hold(chunk.subarray(from, end));
      lines.push(finish());
      from = end + 1;
    }
    if (from < chunk.length) hold(chunk.subarray(from));
    if (lines.length > 0) yield lines;
  }
  if (held > 0) yield [finish()];
}

function textOf(bytes: Buffer, first: boolean): string {
  const marked = first && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK);
  const end = bytes.at(-1) === RETURN ? bytes.length - 1 : bytes.length;
  return bytes.toString('utf8', marked ? 3 : 0, end);
}
