import { SaxesParser } from 'saxes';

/** The largest UOF messages, outright markets of a season, stay below 2 MB. */
export const XML_BYTES_MAX = 10 * 1024 * 1024;
/** UOF documents nest seven deep. */
export const XML_DEPTH_MAX = 32;

export type Attributes = Readonly<Record<string, string | undefined>>;

export interface XmlReader {
  open(name: string, attributes: Attributes, depth: number): void;
  close(name: string, depth: number): void;
}

/** Why a document was refused; thrown inside a reading and turned into a rejection by it. */
export class XmlRefusal extends Error {
  override readonly name = 'XmlRefusal';
}

export function refuse(reason: string): never {
  throw new XmlRefusal(reason);
}

/**
 * Reads a document as a stream of tags (UOF keeps everything in attributes, text is not looked
 * at). UTF-8 only, with or without BOM. Throws `XmlRefusal` for what is not well-formed, and for
 * what no feed needs and an attacker might: a DOCTYPE (and with it every entity of its own), more
 * than 10 MB, more than 32 levels.
 */
export function readXml(source: string | Uint8Array, reader: XmlReader): void {
  const size = typeof source === 'string' ? source.length : source.byteLength;
  if (size > XML_BYTES_MAX) refuse(`larger than ${XML_BYTES_MAX / 1024 / 1024} MB`);
  const text = typeof source === 'string' ? source : decode(source);
  const start = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (!start.trimStart().startsWith('<')) refuse('not XML');

  const parser = new SaxesParser({ xmlns: false, position: false });
  let depth = 0;
  parser.on('error', (error) => refuse(`not well-formed XML (${error.message.slice(0, 200)})`));
  parser.on('doctype', () => refuse('a DOCTYPE is not accepted'));
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding && !/^utf-?8$/i.test(encoding)) refuse(`encoding ${encoding} is not UTF-8`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (depth >= XML_DEPTH_MAX) refuse(`nested deeper than ${XML_DEPTH_MAX} levels`);
    reader.open(name, attributes, depth);
    depth++;
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    reader.close(name, depth);
  });
  parser.write(start).close();
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse('not UTF-8 text');
  }
}
