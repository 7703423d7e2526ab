/** A bettor's standing order: take the offer once it reaches the target. */
export interface AutoCashOutRule {
  readonly targetMinor: bigint;
}

/**
 * What an auto rule pays at this offer: the offer itself, which may have jumped past the target, or
 * null while the target is not reached.
 */
export function autoCashOut(rule: AutoCashOutRule, offerMinor: bigint): bigint | null {
  return offerMinor >= rule.targetMinor ? offerMinor : null;
}
