import { services } from '../../../server/src/composition/services.ts';
import { isTestCode, type Rule, type Violation } from '../rule.ts';
import type { SourceFile } from '../source-file.ts';

const schemas = services.map(({ schema }) => schema);
const schemaOf = new Map<string, string>(services.map(({ name, schema }) => [name, schema]));

/** `schema.table`, and whether it is called as a function. */
const reference = new RegExp(`\\b(${schemas.join('|')})\\.([a-z_]+)\\b(\\s*\\()?`, 'g');
const serviceOf = (path: string): string =>
  /^server\/src\/services\/([^/]+)\//.exec(path)?.[1] ?? '';

/** The ledger's functions are its contract: betting calls them in its own transaction. */
const mayUse = (own: string | undefined, schema: string, isCall: boolean): boolean =>
  schema === own || (schema === 'payment' && isCall);

const foreignNames = (file: SourceFile): Violation[] => {
  const own = schemaOf.get(serviceOf(file.path));
  return file.strings.flatMap(({ text, line }) =>
    [...text.matchAll(reference)]
      .filter(([, schema = '', , call]) => !mayUse(own, schema, call !== undefined))
      .map(([name]) => ({ path: file.path, line, what: `names ${name}` })),
  );
};

const statement =
  /\b(select\b[^;]*\bfrom|insert\s+into|update\s+\S+\s+(as\s+\w+\s+)?set|delete\s+from)\b/i;

/** Who may speak SQL, and about which tables. */
export const schemaOwnership: readonly Rule[] = [
  {
    name: 'a service names tables of its own schema only',
    why: 'nobody reads or writes another service’s tables, so any of them can move out',
    sees: (path) =>
      path.startsWith('server/src/services/') && /\.(ts|sql)$/.test(path) && !isTestCode(path),
    filesMin: 130,
    find: (files) => files.flatMap(foreignNames),
    catches: [
      { 'server/src/services/betting/a.ts': 'db.query(`select 1 from users.account`);' },
      { 'server/src/services/betting/a.ts': `const from = 'join payment.account a on true';` },
      { 'server/src/services/odds/migrations/0002-a.sql': 'alter table betting.bet add a int;' },
      {
        'server/src/services/user/a.ts': ['const sql = `select $', '{a} from betting.bet`;'].join(
          '',
        ),
      },
    ],
    allows: [
      { 'server/src/services/betting/a.ts': 'db.query(`select * from payment.balance($1)`);' },
      { 'server/src/services/user/a.ts': `db.query('select * from users.account');` },
      { 'server/src/services/odds/migrations/0002-a.sql': '-- as betting.bet does' },
    ],
  },
  {
    name: 'only services, the database folder and the PostgreSQL adapters speak SQL',
    why: 'a query elsewhere would reach around the service that owns the rows',
    sees: (path) =>
      /^server\/src\/.*\.ts$/.test(path) &&
      !/^server\/src\/(services|platform\/(database|adapters\/postgres))\//.test(path) &&
      !isTestCode(path),
    filesMin: 70,
    find: (files) =>
      files.flatMap((file) =>
        file.strings
          .filter(({ text }) => statement.test(text))
          .map(({ line }) => ({ path: file.path, line, what: 'speaks SQL' })),
      ),
    catches: [
      { 'server/src/gateway/http/a.ts': 'db.query(`select id from betting.bet`);' },
      { 'server/src/composition/a.ts': `db.query('update users.account set status = $1');` },
      { 'server/src/commands/a.ts': 'db.query(`delete from odds.quarantine`);' },
    ],
    allows: [
      { 'server/src/composition/a.ts': `db.query('select 1');` },
      { 'server/src/commands/a.ts': `say('They were set aside (odds.quarantine).');` },
    ],
  },
];
