import pg from 'pg';

type Parser = (text: string) => unknown;

const { builtins } = pg.types;
const int8Array = 1016;

const parseInt8Array: Parser = (text) =>
  text === '{}'
    ? []
    : text
        .slice(1, -1)
        .split(',')
        .map((item) => (item === 'NULL' ? null : BigInt(item)));

/**
 * How column values arrive: int8 as bigint, because money is; numeric as text, because no number
 * type holds it exactly; date as text, because a day has no time zone. timestamptz is a Date, json
 * and jsonb are parsed, as pg does anyway.
 */
const parsers = new Map<number, Parser>([
  [builtins.INT8, BigInt],
  [int8Array, parseInt8Array],
  [builtins.DATE, String],
]);

/** The parsers of one pool; those of the process are left alone. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(oid)) ??
    pg.types.getTypeParser(oid, format as 'text'),
};
