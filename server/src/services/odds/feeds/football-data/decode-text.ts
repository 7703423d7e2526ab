import { FeedInputFault } from '../recorded/feed-input-fault.ts';

const LINE_FEED = 10;
/** Control characters of text files: tab, line feed, carriage return, DOS end of file. */
const TEXT_CONTROLS: ReadonlySet<number> = new Set([9, LINE_FEED, 13, 26]);

/**
 * The text of a file: UTF-8 where it is that, otherwise Windows-1252, which the source uses.
 * Refuses bytes that no text holds.
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  const control = bytes.findIndex((byte) => byte < 32 && !TEXT_CONTROLS.has(byte));
  if (control !== -1) {
    const line = 1 + bytes.subarray(0, control).filter((byte) => byte === LINE_FEED).length;
    throw new FeedInputFault(
      `${file} is not a text file (line ${line} holds the byte ${bytes[control]}). ` +
        'Name a CSV file as football-data.co.uk offers it.',
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
