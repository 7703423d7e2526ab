/**
 * Only `active` may bet or deposit; a self-excluded person, or one on a time-out, may still see the
 * account and its open bets.
 */
export type Standing = 'active' | 'self-excluded' | 'closed';
