import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FeedMessage } from '../feed.ts';
import { FeedInputFault, unreadable } from '../recorded/feed-input-fault.ts';
import { type GrowingCatalogue, uofCatalogue } from './catalogue.ts';
import { XML_BYTES_MAX } from './read-xml.ts';
import { translateUofMessage, type UofTranslation } from './translate-uof-message.ts';
import type { UofRejection, UofSummary } from './uof-summary.ts';

/** A recording is held in memory as a whole, since its files come in no order. */
const FOLDER_BYTES_MAX = 256 * 1024 * 1024;

export interface UofRecording {
  readonly catalogue: GrowingCatalogue;
  /** When each described fixture's document was made. */
  readonly describedAt: ReadonlyMap<string, number>;
  /** By the producers' time; messages of one time by the name of their file. */
  readonly messages: readonly FeedMessage[];
  readonly summary: UofSummary;
}

/**
 * Reads every file of a folder: first the REST documents, so that all names are known, then the
 * messages. A file that cannot be used is in the summary with its reason. Throws `FeedInputFault`
 * when the folder is missing, empty, too large, or holds nothing of the feed.
 */
export async function loadFolder(folder: string): Promise<UofRecording> {
  const catalogue = uofCatalogue();
  const describedAt = new Map<string, number>();
  const rejected: UofRejection[] = [];
  const partly: UofRejection[] = [];
  const counts = { messages: new Map<string, number>(), documents: new Map<string, number>() };
  const names = await listFiles(folder);
  const waiting: { readonly file: string; readonly bytes: Uint8Array }[] = [];

  const documents: { file: string; document: UofTranslation & { kind: 'document' } }[] = [];
  for (const file of names) {
    const bytes = await readOne(join(folder, file));
    if (typeof bytes === 'string') {
      rejected.push({ file, reason: bytes });
      continue;
    }
    const translation = translateUofMessage(bytes);
    if (translation.kind === 'document') documents.push({ file, document: translation });
    else if (translation.kind === 'messages') waiting.push({ file, bytes });
    else rejected.push({ file, reason: translation.reason });
  }
  documents.sort((a, b) => madeAt(a.document) - madeAt(b.document));
  for (const { document } of documents) {
    catalogue.add(document.document);
    increment(counts.documents, document.root);
    if (document.document.kind === 'fixture') {
      describedAt.set(document.document.fixture.id, document.document.at);
    }
  }

  const messages: FeedMessage[] = [];
  for (const { file, bytes } of waiting) {
    const translation = translateUofMessage(bytes, catalogue);
    if (translation.kind === 'messages' && translation.root === 'snapshot_complete') {
      rejected.push({ file, reason: 'it answers a recovery of the recorded session, not of this' });
    } else if (translation.kind === 'messages') {
      messages.push(...translation.messages);
      increment(counts.messages, translation.root);
      for (const reason of translation.rejections) partly.push({ file, reason });
    } else if (translation.kind === 'rejected') {
      rejected.push({ file, reason: translation.reason });
    }
  }
  requireSome(folder, names.length, documents.length + messages.length, rejected);
  messages.sort((a, b) => a.at - b.at);
  const summary = { folder, files: names.length, ...counts, rejected, partly };
  return { catalogue, describedAt, messages, summary };
}

/** Regular files by name; hidden ones are the system's. */
async function listFiles(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort();
    let total = 0;
    for (const name of names) total += (await stat(join(folder, name))).size;
    if (total <= FOLDER_BYTES_MAX) return names;
  } catch (error) {
    throw unreadable(folder, error);
  }
  throw new FeedInputFault(
    `${folder} holds more than ${FOLDER_BYTES_MAX / 1024 / 1024} MB. Replay it in parts.`,
  );
}

async function readOne(path: string): Promise<Uint8Array | string> {
  try {
    const { size } = await stat(path);
    if (size > XML_BYTES_MAX) return `larger than ${XML_BYTES_MAX / 1024 / 1024} MB`;
    return await readFile(path);
  } catch (error) {
    return unreadable(path, error).message;
  }
}

function madeAt({ document }: UofTranslation & { kind: 'document' }): number {
  return document.kind === 'fixture' ? document.at : 0;
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function requireSome(
  folder: string,
  files: number,
  usable: number,
  rejected: readonly UofRejection[],
): void {
  if (files === 0) {
    throw new FeedInputFault(
      `${folder} is empty. Name a folder that holds Unified Odds Feed messages, one XML file each.`,
    );
  }
  if (usable > 0) return;
  const [first] = rejected;
  throw new FeedInputFault(
    `${folder} holds nothing of the Unified Odds Feed: none of its ${files} files could be read ` +
      `(${first?.file}: ${first?.reason}). Name a folder of its XML messages.`,
  );
}
