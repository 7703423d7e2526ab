import type { ServerMessage } from '@winnex/contracts';

/** Text frames are built once and the same bytes go to every socket. */
export function encodeFrame(message: ServerMessage): Buffer {
  return Buffer.from(JSON.stringify(message));
}

/** Who reads a topic: a socket. */
export interface Reader {
  deliver(topic: Topic, frame: Buffer): void;
}

export interface Topic {
  readonly readers: number;
  /** Adds the reader, if it is not one, and hands it the newest snapshot. */
  join(reader: Reader): void;
  /** Also for who asked for the topic and went away before joining it. */
  leave(reader: Reader): void;
  /** The newest state as a frame; it carries the `seq` that the next delta follows. */
  snapshot(): Buffer;
  /** The state has changed: the next snapshot is made anew. */
  touch(): void;
  publish(delta: unknown): void;
}

/** `name` is how clients call it; `read` gives the present state; `onEmpty`: nobody reads it. */
export function createTopic(name: string, read: () => unknown, onEmpty?: () => void): Topic {
  const readers = new Set<Reader>();
  let seq = 0;
  let snapshot: Buffer | undefined;

  const topic: Topic = {
    get readers() {
      return readers.size;
    },
    join(reader) {
      readers.add(reader);
      reader.deliver(topic, topic.snapshot());
    },
    leave(reader) {
      readers.delete(reader);
      if (readers.size === 0) onEmpty?.();
    },
    snapshot() {
      snapshot ??= encodeFrame({ op: 'snapshot', topic: name, seq, data: read() });
      return snapshot;
    },
    touch() {
      snapshot = undefined;
    },
    publish(delta) {
      seq += 1;
      snapshot = undefined;
      if (readers.size === 0) return;
      const frame = encodeFrame({ op: 'delta', topic: name, seq, data: delta });
      for (const reader of readers) reader.deliver(topic, frame);
    },
  };
  return topic;
}
