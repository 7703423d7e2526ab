/**
 * Only `active` may bet or deposit; a self-excluded person, or one on a time-out, may still see and
 * withdraw.
 */
export type Standing = 'active' | 'self-excluded' | 'closed';
