import { isProductCode, type Planted, type Rule } from '../rule.ts';
import type { SourceFile } from '../source-file.ts';

const uses = (forbidden: ReadonlySet<string>) => (files: readonly SourceFile[]) =>
  files.flatMap((file) => [
    ...file.uses
      .filter(({ text }) => forbidden.has(text))
      .map(({ text, line }) => ({ path: file.path, line, what: `uses ${text}` })),
    ...file.imports
      .filter(({ target }) => forbidden.has(target))
      .map(({ target, line }) => ({ path: file.path, line, what: `imports ${target}` })),
  ]);

const time = [
  'Date.now',
  'new Date()',
  'Date()',
  'performance.now',
  'setTimeout()',
  'setInterval()',
  'setImmediate()',
  'node:timers',
  'node:timers/promises',
  'process.hrtime',
];
const chance = [
  'Math.random',
  'crypto.randomUUID',
  'crypto.getRandomValues',
  'import randomBytes',
  'import randomUUID',
  'import randomInt',
  'import randomFillSync',
  'import webcrypto',
];

const planted = (path: string): Planted[] =>
  [
    'const at = Date.now();',
    'const at = new Date();',
    'const r = Math.random();',
    'const id = crypto.randomUUID();',
    `import { randomBytes } from 'node:crypto';`,
    'setTimeout(() => {}, 10);',
  ].map((text) => ({ [path]: text }));

/** Clock, chance and environment are handed in. */
export const determinism: readonly Rule[] = [
  {
    name: 'no clock and no chance in kernel and domains',
    why: 'the same slip and the same events give the same answer, today and in an audit',
    sees: (path) =>
      isProductCode(path) &&
      /^packages\/kernel\/|^server\/src\/services\/[^/]+\/domain\//.test(path),
    filesMin: 70,
    find: uses(new Set([...time, ...chance])),
    catches: [
      ...planted('packages/kernel/src/a.ts'),
      ...planted('server/src/services/betting/domain/a.ts'),
    ],
    allows: [{ 'packages/kernel/src/a.ts': 'const at = new Date(commandAt);' }],
  },
  {
    name: 'the machine’s clock and chance come through ports',
    why: 'one seed and one virtual clock can then drive the real code, and repeat its failures',
    sees: (path) =>
      isProductCode(path) &&
      /^(server\/src\/(services|gateway|composition|replay|platform\/(ports|eventsourcing|telemetry))|packages\/contracts)\//.test(
        path,
      ),
    filesMin: 180,
    find: uses(new Set([...time, ...chance])),
    catches: [
      ...planted('server/src/services/odds/runtime/a.ts'),
      ...planted('server/src/gateway/socket/a.ts'),
    ],
    allows: [{ 'server/src/platform/adapters/system/a.ts': 'const at = Date.now();' }],
    exceptions: {
      'server/src/gateway/http/routes/reference.ts':
        'a nonce for the scripts of one page: it must be unguessable and decides nothing',
    },
  },
  {
    name: 'the environment is read in one file',
    why: 'every setting has a default, a name and a place where it came from',
    sees: isProductCode,
    filesMin: 250,
    find: (files) =>
      uses(new Set(['process.env', 'import env', 'process.loadEnvFile']))(
        files.filter(({ path }) => path !== 'server/src/composition/read-config.ts'),
      ),
    catches: [
      { 'server/src/platform/database/a.ts': 'const url = process.env.DATABASE_URL;' },
      { 'server/src/main.ts': `import { env } from 'node:process';` },
    ],
    allows: [{ 'server/src/composition/read-config.ts': 'load(process.env);' }],
  },
];
