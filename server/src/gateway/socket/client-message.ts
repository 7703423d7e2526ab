import type { ClientMessage } from '@winnex/contracts';
import Type from 'typebox';
import { Compile } from 'typebox/compile';

const closed = { additionalProperties: false } as const;
const Topics = Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 100 });

const validator = Compile(
  Type.Union([
    Type.Object({ op: Type.Literal('subscribe'), topics: Topics }, closed),
    Type.Object({ op: Type.Literal('unsubscribe'), topics: Topics }, closed),
    Type.Object(
      { op: Type.Literal('authenticate'), token: Type.String({ maxLength: 4_096 }) },
      closed,
    ),
    Type.Object({ op: Type.Literal('ping') }, closed),
  ]),
);

/** Reads one text frame; null when it is not a message of this protocol. */
export function readClientMessage(text: string): ClientMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return validator.Check(value) ? value : null;
}
