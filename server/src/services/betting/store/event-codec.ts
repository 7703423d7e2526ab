import { chainHash, chainStart } from '../../../platform/eventsourcing/hash-chain.ts';
import { fromMoneyJson, toMoneyJson } from '../../../platform/eventsourcing/money-json.ts';
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

/** Reads a stored event. Throws for a type or version this program does not know. */
export function decodeBetEvent(
  stored: Pick<StoredBetEvent, 'type' | 'schemaVersion' | 'payload'>,
): BetEvent {
  const known = (eventSchemaVersion as Record<string, number>)[stored.type];
  if (known === undefined || stored.schemaVersion !== known) {
    throw new Error(`unknown bet event ${stored.type} version ${stored.schemaVersion}`);
  }
  return { type: stored.type, ...fromMoneyJson<object>(stored.payload) } as BetEvent;
}
