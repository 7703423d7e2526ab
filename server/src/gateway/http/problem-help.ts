import type { ProblemType } from '@winnex/contracts';

/** What to do about each kind of problem: shown on its page and in the OpenAPI document. */
export const problemHelp: Readonly<Record<ProblemType, string>> = {
  'invalid-request':
    'Correct the parts that errors points at: JSON pointers into the body, or below /querystring, ' +
    '/params and /headers.',
  'idempotency-key-missing':
    'Make a key once per intent (a UUID will do), send it as Idempotency-Key: "<key>", and repeat ' +
    'it when you retry.',
  unauthenticated:
    'Sign in or refresh the session, and send the header Authorization: Bearer <accessToken>.',
  'invalid-credentials': 'Check the email and the password, and sign in again.',
  'session-expired':
    'Sign in again: the session ended, was signed out, or its token was used twice.',
  forbidden: 'Use an account whose role may do this.',
  'account-blocked': 'The account is self-excluded, closed or blocked: contact support.',
  'not-found': 'Check the identifier. What belongs to somebody else is not found either.',
  'method-not-allowed': 'Use one of the methods in the Allow header.',
  'email-taken': 'Sign in instead, or register with another email.',
  'too-early': 'Wait until the time that detail tells, and send the same request again.',
  'idempotency-key-in-use': 'Wait a moment and send the same request again: the first still runs.',
  'payload-too-large': 'Send a smaller body.',
  'unsupported-media-type': 'Send JSON, with the header Content-Type: application/json.',
  'idempotency-key-reused':
    'Use a new key for a new intent; the same key must carry the same body.',
  'registration-refused': 'Registration is not possible for the reason given in detail.',
  'payment-refused': 'Try another amount or payment method; detail says what was wrong.',
  'too-many-requests': 'Wait as long as Retry-After says; RateLimit tells what is left.',
  internal:
    'A fault on our side; tell us the requestId. The outcome is unknown: look before you repeat, ' +
    'or repeat with the same Idempotency-Key.',
  unavailable: 'Wait as long as Retry-After says, then repeat with the same Idempotency-Key.',
  timeout: 'The outcome is unknown: repeat with the same Idempotency-Key, or look it up.',
};
