import { isProductCode, isTestCode, type Rule, type Violation } from '../rule.ts';
import type { SourceFile } from '../source-file.ts';
import { findCycles } from './find-cycles.ts';

const isCode = (path: string): boolean =>
  /^(server|web|packages|tests|scripts)\/.*\.(tsx?|mjs)$/.test(path);
const isIndex =
  /^(packages\/[^/]+\/src|server\/src\/gateway|server\/src\/services\/[^/]+)\/index\.ts$/;

const linesMax = 400;

const perFile =
  (check: (file: SourceFile) => string | null) =>
  (files: readonly SourceFile[]): Violation[] =>
    files.flatMap((file) => {
      const what = check(file);
      return what === null ? [] : [{ path: file.path, line: 1, what }];
    });

// In pieces, so that the rule can look at this file too.
const deferred = new RegExp(`\\b(${'TO'}${'DO'}|${'FIX'}${'ME'}|${'HA'}${'CK'})\\b`);

const vagueNames = /(^|[-./])(utils?|helpers?|managers?|commons?|impl|base|misc|shared)([-./]|$)/;

/** How files are cut, named and connected. */
export const shape: readonly Rule[] = [
  {
    name: 'no cycles',
    why: 'files that need each other are one file that nobody can read in order',
    sees: (path) => isCode(path) && !isTestCode(path),
    filesMin: 280,
    find: (files) =>
      findCycles(files).map((members) => ({
        path: members[0] as string,
        line: 1,
        what: `is in a circle with ${members.slice(1).join(', ')}`,
      })),
    catches: [
      {
        'server/src/gateway/a.ts': `import { b } from './b.ts';`,
        'server/src/gateway/b.ts': `import type { C } from './deep/c.ts';`,
        'server/src/gateway/deep/c.ts': `export { a } from '../a.ts';`,
      },
    ],
    allows: [
      {
        'server/src/gateway/a.ts': `import { b } from './b.ts';\nimport { c } from './c.ts';`,
        'server/src/gateway/b.ts': `import { c } from './c.ts';`,
        'server/src/gateway/c.ts': '',
      },
    ],
  },
  {
    name: 'a barrel only as the index of a package, a service or the gateway',
    why: 'any other one hides where things are and loads what nobody asked for',
    sees: isProductCode,
    filesMin: 250,
    find: (files) =>
      files.flatMap((file) => {
        if (isIndex.test(file.path)) return [];
        const named = file.path.endsWith('/index.ts')
          ? [{ path: file.path, line: 1, what: 'is an index' }]
          : [];
        const handedOn = file.imports
          .filter(({ reExport }) => reExport)
          .map(({ target, line }) => ({ path: file.path, line, what: `hands on ${target}` }));
        return [...named, ...handedOn];
      }),
    catches: [
      { 'server/src/services/odds/board/a.ts': `export { b } from './b.ts';` },
      { 'web/src/slip/index.ts': `export const a = 1;` },
    ],
    allows: [{ 'server/src/services/odds/index.ts': `export { b } from './board/b.ts';` }],
  },
  {
    name: `no file over ${linesMax} lines`,
    why: 'a file that long has more than one topic',
    sees: (path) => (isCode(path) || path.endsWith('.sql')) && !isTestCode(path),
    filesMin: 280,
    find: perFile(({ text }) => {
      const lines = text.split('\n').length - 1;
      return lines > linesMax ? `has ${lines} lines` : null;
    }),
    catches: [{ 'server/src/gateway/a.ts': '\n'.repeat(linesMax + 1) }],
    allows: [{ 'server/src/gateway/a.ts': '\n'.repeat(linesMax) }],
  },
  {
    name: 'no any',
    why: 'it switches the compiler off for everything that it touches',
    sees: (path) => isCode(path) && /\.tsx?$/.test(path),
    filesMin: 380,
    find: (files) =>
      files.flatMap((file) =>
        file.uses
          .filter(({ text }) => text === 'any')
          .map(({ line }) => ({ path: file.path, line, what: 'says any' })),
      ),
    catches: [
      { 'server/src/gateway/a.ts': 'const a = b as any;' },
      { 'server/src/gateway/a.test.ts': 'const a: Map<string, any[]> = new Map();' },
    ],
    allows: [{ 'server/src/gateway/a.ts': '// any word\nexport const a: unknown = "any";' }],
  },
  {
    name: 'nothing is put off in a comment',
    why: 'what is missing is either done or written down where people look',
    sees: () => true,
    filesMin: 400,
    find: (files) =>
      files.flatMap((file) =>
        file.text.split('\n').flatMap((line, at) => {
          const found = deferred.exec(line);
          return found === null
            ? []
            : [{ path: file.path, line: at + 1, what: `says ${found[0]}` }];
        }),
      ),
    catches: [
      { 'server/src/gateway/a.ts': `// ${'TO'}${'DO'}: later` },
      { 'web/src/styles.css': `/* ${'FIX'}${'ME'} */` },
    ],
  },
  {
    name: 'files are named in kebab-case for what they hold',
    why: 'a reader learns from the path alone what stands there; a drawer of odds and ends says nothing',
    sees: (path) => isCode(path) || path.endsWith('.sql'),
    filesMin: 380,
    find: perFile(({ path }) => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)+$/.test(name)) return 'is not in kebab-case';
      return vagueNames.test(path) ? 'has a name that says nothing' : null;
    }),
    catches: [
      { 'server/src/gateway/rateLimits.ts': '' },
      { 'server/src/gateway/utils.ts': '' },
      { 'server/src/common/money.ts': '' },
      { 'web/src/slip/slip-helper.tsx': '' },
    ],
    allows: [
      { 'server/src/services/odds/migrations/0001-board.sql': '' },
      { 'server/src/platform/ports/broadcast.contract.ts': '' },
    ],
  },
  {
    name: 'an interface has a name, not a prefix',
    why: 'who uses it need not know whether it is an interface',
    sees: (path) => isCode(path) && /\.tsx?$/.test(path),
    filesMin: 380,
    find: (files) =>
      files.flatMap((file) =>
        file.uses
          .filter(({ text }) => /^interface I[A-Z][a-z]/.test(text))
          .map(({ text, line }) => ({ path: file.path, line, what: `says ${text}` })),
      ),
    catches: [{ 'server/src/gateway/a.ts': 'interface IClock { now(): number }' }],
    allows: [{ 'server/src/gateway/a.ts': 'interface Ids { next(): string }' }],
  },
];
