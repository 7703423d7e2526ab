/** Randomness as a port: cryptographic by default, seeded in simulations and tests. */
export interface Random {
  /** `count` random bytes. */
  bytes(count: number): Uint8Array;
}
