/** One thing that must hold of the books, checked now. */
export interface AuditCheck {
  /** What must hold, in a few words. */
  readonly name: string;
  readonly ok: boolean;
  /** How much was looked at: "12,403 entries". */
  readonly checked: string;
  /** Empty when it holds; otherwise what does not, naming the first rows. */
  readonly detail: string;
}

export interface AuditReport {
  readonly ok: boolean;
  readonly checks: readonly AuditCheck[];
}
