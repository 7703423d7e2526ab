/** Identifiers as a port, so that a replayed run names its bets the same way. */
export interface Ids {
  /** A UUIDv7 (RFC 9562 section 5.7): unique, and increasing within one process. */
  next(): string;
}
