/**
 * JSON for records that hold money. A field whose name ends in `Minor` is a bigint of minor units
 * and is written as text, so that no JSON parser rounds it.
 */
export function toMoneyJson(value: unknown): string {
  return JSON.stringify(value, (_key, field: unknown) =>
    typeof field === 'bigint' ? field.toString() : field,
  );
}

/** Reads what `toMoneyJson` wrote. */
export function fromMoneyJson<Value>(text: string): Value {
  return JSON.parse(text, (key, field: unknown) =>
    typeof field === 'string' && key.endsWith('Minor') ? BigInt(field) : field,
  ) as Value;
}
