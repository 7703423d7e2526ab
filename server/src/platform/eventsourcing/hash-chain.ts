import { createHash } from 'node:crypto';

export interface ChainedEvent {
  readonly streamId: string;
  /** 1, 2, 3 ... within the stream. */
  readonly sequence: number;
  readonly type: string;
  readonly schemaVersion: number;
  /** The payload exactly as stored. */
  readonly payload: string;
}

/** What the first event of a stream is chained to. */
export const chainStart: Buffer = Buffer.alloc(32);

/**
 * SHA-256 over the previous event's hash and every field of this one. An edit of any stored event
 * makes its own hash wrong; a replaced hash makes the next one wrong.
 */
export function chainHash(previous: Uint8Array, event: ChainedEvent): Buffer {
  return createHash('sha256')
    .update(previous)
    .update(
      `${event.streamId}\n${event.sequence}\n${event.type}\n${event.schemaVersion}\n${event.payload}`,
    )
    .digest();
}
