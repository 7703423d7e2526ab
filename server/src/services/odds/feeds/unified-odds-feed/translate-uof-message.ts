import type { FeedMessage } from '../feed.ts';
import { type UofCatalogue, type UofDocument, uofCatalogue } from './catalogue.ts';
import { type Draft, type DraftReader, draftReader } from './draft.ts';
import { alive, betStop, fixtureChange, productDown, snapshotComplete } from './events.ts';
import { oddsChange } from './odds-change.ts';
import { type DocumentReader, documentReader } from './read-document.ts';
import { type Attributes, readXml, refuse, XmlRefusal } from './read-xml.ts';
import { betCancel, betSettlement, rollbackBetCancel, rollbackBetSettlement } from './results.ts';

export type UofTranslation =
  | {
      readonly kind: 'messages';
      /** Name of the root element, such as `odds_change`. */
      readonly root: string;
      readonly messages: readonly FeedMessage[];
      /** Parts that could not be read; the messages hold the rest. */
      readonly rejections: readonly string[];
    }
  | { readonly kind: 'document'; readonly root: string; readonly document: UofDocument }
  | { readonly kind: 'rejected'; readonly root: string | null; readonly reason: string };

type Translator = (
  draft: Draft,
  catalogue: UofCatalogue,
  rejections: string[],
) => readonly FeedMessage[];

const TRANSLATORS: ReadonlyMap<string, Translator> = new Map<string, Translator>([
  ['odds_change', oddsChange],
  ['bet_stop', betStop],
  ['bet_settlement', betSettlement],
  ['rollback_bet_settlement', rollbackBetSettlement],
  ['bet_cancel', betCancel],
  ['rollback_bet_cancel', rollbackBetCancel],
  ['fixture_change', fixtureChange],
  ['alive', alive],
  ['product_down', productDown],
  ['snapshot_complete', snapshotComplete],
]);

const NOTHING_KNOWN = uofCatalogue();

/**
 * Translates one message or REST document of the Unified Odds Feed. It keeps nothing between
 * calls; what it should know besides the message (teams, names) is in `catalogue`. Never throws
 * for what is in `xml`: what is not well-formed, too large, not of the feed, or lacks what its
 * kind needs is `rejected` with the reason.
 *
 * Markets that are the same as one of Winnex's come under Winnex's type and outcomes, all others
 * as `uof:<id>` with the feed's specifiers (sorted by key) and outcome ids.
 */
export function translateUofMessage(
  xml: string | Uint8Array,
  catalogue: UofCatalogue = NOTHING_KNOWN,
): UofTranslation {
  let root: string | null = null;
  let reader: DraftReader | DocumentReader | null = null;
  try {
    readXml(xml, {
      open(name, attributes, depth) {
        if (depth > 0) {
          reader?.open(name, attributes);
          return;
        }
        root = name;
        reader = readerOf(name, attributes);
      },
      close: () => undefined,
    });
    if (root === null || reader === null) return { kind: 'rejected', root, reason: 'empty' };
    return conclude(root, reader, catalogue);
  } catch (error) {
    if (error instanceof XmlRefusal) return { kind: 'rejected', root, reason: error.message };
    throw error;
  }
}

function readerOf(root: string, attributes: Attributes): DraftReader | DocumentReader {
  if (TRANSLATORS.has(root)) return draftReader(attributes);
  const reader = documentReader(root);
  if (!reader) return refuse(`<${root.slice(0, 60)}> is not of the Unified Odds Feed`);
  reader.open(root, attributes);
  return reader;
}

function conclude(
  root: string,
  reader: DraftReader | DocumentReader,
  catalogue: UofCatalogue,
): UofTranslation {
  if ('document' in reader) return { kind: 'document', root, document: reader.document() };
  const rejections: string[] = [];
  const draft = reader.draft();
  const messages = TRANSLATORS.get(root)?.(draft, catalogue, rejections) ?? [];
  if (messages.length === 0) {
    return { kind: 'rejected', root, reason: rejections[0] ?? 'it names no market' };
  }
  return { kind: 'messages', root, messages, rejections };
}
