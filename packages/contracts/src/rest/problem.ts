import Type from 'typebox';

/**
 * RFC 9457 problem details. `type` is stable and is what a client switches on; `detail` is one
 * sentence for people that says what to do.
 */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'Stable URI reference of the kind of problem.' }),
    title: Type.String(),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    detail: Type.Optional(Type.String()),
    instance: Type.Optional(Type.String()),
    requestId: Type.Optional(Type.String()),
    errors: Type.Optional(
      Type.Array(
        Type.Object(
          { pointer: Type.String(), detail: Type.String() },
          { additionalProperties: false },
        ),
        { description: 'Which parts of the request are wrong (JSON pointers).' },
      ),
    ),
  },
  { $id: 'Problem', additionalProperties: false },
);
export type Problem = Type.Static<typeof Problem>;

/** Every kind of problem this API answers with: its slug, HTTP status and title. */
export const problemTypes = {
  'invalid-request': { status: 400, title: 'The request does not match its schema' },
  'idempotency-key-missing': { status: 400, title: 'An Idempotency-Key header is required' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  'invalid-credentials': { status: 401, title: 'Email or password is not right' },
  'session-expired': { status: 401, title: 'The session is over' },
  forbidden: { status: 403, title: 'Not allowed for this account' },
  'account-blocked': { status: 403, title: 'This account may not do that now' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'method-not-allowed': { status: 405, title: 'That method is not offered here' },
  'email-taken': { status: 409, title: 'That email is already registered' },
  'too-early': { status: 409, title: 'It is too early for that' },
  'idempotency-key-in-use': { status: 409, title: 'A request with this key is still running' },
  'payload-too-large': { status: 413, title: 'The request body is too large' },
  'unsupported-media-type': { status: 415, title: 'Send application/json' },
  'idempotency-key-reused': { status: 422, title: 'This key was used with another body' },
  'registration-refused': { status: 422, title: 'This registration cannot be accepted' },
  'payment-refused': { status: 422, title: 'The payment was refused' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'Not ready, try again shortly' },
  timeout: { status: 504, title: 'That took too long' },
} as const satisfies Record<string, { status: number; title: string }>;
export type ProblemType = keyof typeof problemTypes;
