import { chainHash, chainStart } from '../../../platform/eventsourcing/hash-chain.ts';
import { fromMoneyJson, toMoneyJson } from '../../../platform/eventsourcing/money-json.ts';
import { createUpcaster } from '../../../platform/eventsourcing/upcast.ts';
import type { BetEvent } from '../domain/bet-event.ts';
import { eventSchemaVersion } from '../domain/bet-event.ts';

/** A bet event as its row holds it. */
export interface StoredBetEvent {
  readonly betId: string;
  readonly sequence: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly payload: string;
  readonly recordedAtMs: number;
  readonly hash: Buffer;
}

/** Turns an event into its row, chained to the hash of the one before it. */
export function encodeBetEvent(
  betId: string,
  sequence: number,
  event: BetEvent,
  previousHash: Uint8Array = chainStart,
): StoredBetEvent {
  const { type, ...fields } = event;
  const schemaVersion = eventSchemaVersion[type];
  const payload = toMoneyJson(fields);
  const hash = chainHash(previousHash, { streamId: betId, sequence, type, schemaVersion, payload });
  return { betId, sequence, type, schemaVersion, payload, recordedAtMs: event.atMs, hash };
}

/** Older shapes of stored events are read as the present one; there are none yet. */
const upcastBetEvent = createUpcaster(eventSchemaVersion, {});

/** Reads a stored event. Throws for a type or version this program does not know. */
export function decodeBetEvent(
  stored: Pick<StoredBetEvent, 'type' | 'schemaVersion' | 'payload'>,
): BetEvent {
  const fields = upcastBetEvent(
    stored.type,
    stored.schemaVersion,
    fromMoneyJson<Record<string, unknown>>(stored.payload),
  );
  return { type: stored.type, ...fields } as BetEvent;
}
