import { IdempotencyKey, ServiceRefusal } from '@winnex/contracts';
import { Compile } from 'typebox/compile';

const validKey = Compile(IdempotencyKey);
const EXAMPLE = 'Idempotency-Key: "4f9c1c1e-0b51-4a52-9a36-21f9b0d0f6f4"';

/**
 * Reads the Idempotency-Key header (draft-ietf-httpapi-idempotency-key-header): a structured-field
 * string in double quotes; bare text is taken too, because many clients send it so.
 * Throws a ServiceRefusal when it is missing, repeated or not a key.
 */
export function readIdempotencyKey(header: string | readonly string[] | undefined): string {
  if (header === undefined || header === '') {
    throw new ServiceRefusal(
      'idempotency-key-missing',
      `Send a key that you make once per intent and repeat when you retry, such as ${EXAMPLE}.`,
    );
  }
  const text = typeof header === 'string' ? header.trim() : '';
  const key =
    text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
  if (!validKey.Check(key)) {
    throw new ServiceRefusal('invalid-request', `The key cannot be read; send ${EXAMPLE}.`, [
      {
        pointer: '/headers/idempotency-key',
        detail: 'must be 1 to 128 printable ASCII characters without space, quote or backslash',
      },
    ]);
  }
  return key;
}
