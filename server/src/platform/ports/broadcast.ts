/**
 * Broadcast: tells every socket node that something changed. Newest state matters, not history.
 *
 * The law: a message published is handed to every handler subscribed to that channel on every
 * node at the time, at most once each, in the order one publisher sent it. A handler that throws
 * affects neither the publisher nor the other handlers. Nothing is kept for late subscribers: who
 * joins reads the present state first, and messages carry versions to order the two.
 */
export interface Broadcast {
  publish(channel: string, message: unknown): void;
  /** Returns the function that ends the subscription. */
  subscribe(channel: string, handler: (message: unknown) => void): () => void;
  close(): Promise<void>;
}
