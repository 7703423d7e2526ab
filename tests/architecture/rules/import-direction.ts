import { compilePattern, matchesAny } from '../path-pattern.ts';
import { isProductCode, isTestCode, type Planted, type Rule, type Violation } from '../rule.ts';
import type { SourceFile } from '../source-file.ts';

interface Direction {
  readonly name: string;
  readonly why: string;
  /** Whose imports; product code, or test code where `tests` is set. */
  readonly from: string;
  readonly tests?: true;
  /** All that they may name. `type ` before a pattern: types only, erased before they run. */
  readonly mayImport: readonly string[];
  readonly filesMin: number;
  readonly catches: readonly Planted[];
  readonly allows?: readonly Planted[];
}

const language = ['npm:@winnex/kernel', 'npm:@winnex/contracts'];
const testEngines = 'server/src/platform/adapters/{memory,postgres,simulated,system}/*';

const directions: readonly Direction[] = [
  {
    name: 'the kernel imports nothing',
    why: 'it runs in the server, the browser and a proof alike, and gives the same answer in each',
    from: 'packages/kernel/src/**',
    mayImport: ['packages/kernel/src/**'],
    filesMin: 60,
    catches: [
      { 'packages/kernel/src/a.ts': `import { readFileSync } from 'node:fs';` },
      { 'packages/kernel/src/a.ts': `import { Type } from 'typebox';` },
      { 'packages/kernel/src/a.ts': `export type { Bet } from '@winnex/contracts';` },
    ],
    allows: [{ 'packages/kernel/src/pricing/a.ts': `import { money } from '../money.ts';` }],
  },
  {
    name: 'contracts import the kernel and the schema library',
    why: 'the published language may not depend on who speaks it',
    from: 'packages/contracts/src/**',
    mayImport: ['packages/contracts/src/**', 'npm:@winnex/kernel', 'npm:typebox'],
    filesMin: 9,
    catches: [{ 'packages/contracts/src/a.ts': `import type { Pool } from 'pg';` }],
  },
  {
    name: 'a port knows no engine',
    why: 'what every adapter must keep cannot be told in the words of one of them',
    from: 'server/src/platform/ports/**',
    mayImport: ['server/src/platform/ports/**', ...language],
    filesMin: 4,
    catches: [
      { 'server/src/platform/ports/a.ts': `import type { Redis } from 'ioredis';` },
      {
        'server/src/platform/ports/a.ts': `import { systemClock } from '../adapters/system/clock.ts';`,
      },
    ],
  },
  {
    name: 'an adapter knows its port and its engine',
    why: 'an engine is swapped without a service noticing',
    from: 'server/src/platform/adapters/**',
    mayImport: [
      'server/src/platform/{adapters,database,eventsourcing,ports,telemetry}/**',
      ...language,
      'node:**',
      'npm:**',
    ],
    filesMin: 6,
    catches: [
      {
        'server/src/platform/adapters/kafka/event-log.ts': `import { bets } from '../../../services/betting/index.ts';`,
      },
      {
        'server/src/platform/adapters/redis/cache.ts': `import { read } from '../../../composition/config.ts';`,
      },
    ],
  },
  {
    name: 'the platform knows no service',
    why: 'database, telemetry and event sourcing serve every service alike',
    from: 'server/src/platform/{database,eventsourcing,telemetry}/**',
    mayImport: [
      'server/src/platform/{database,eventsourcing,ports,telemetry}/**',
      ...language,
      'node:**',
      'npm:**',
    ],
    filesMin: 20,
    catches: [
      {
        'server/src/platform/database/a.ts': `import { auditBets } from '../../services/betting/index.ts';`,
      },
    ],
  },
  {
    name: 'a domain imports the kernel only',
    why: 'decisions must replay: no clock, no chance, no input or output; time comes as a command',
    from: 'server/src/services/:service/domain/**',
    mayImport: ['server/src/services/:service/domain/**', 'npm:@winnex/kernel'],
    filesMin: 8,
    catches: [
      {
        'server/src/services/betting/domain/a.ts': `import type { Clock } from '../../../platform/ports/clock.ts';`,
      },
      { 'server/src/services/betting/domain/a.ts': `import { createHash } from 'node:crypto';` },
      {
        'server/src/services/betting/domain/a.ts': `import { writeBets } from '../store/bets.ts';`,
      },
    ],
  },
  {
    name: 'a service never imports another service, nor an adapter',
    why: 'any service can move to a process of its own; composition chooses the engines',
    from: 'server/src/services/:service/**',
    mayImport: [
      'server/src/services/:service/**',
      'server/src/platform/{database,eventsourcing,ports,telemetry}/*',
      ...language,
      'node:**',
      'npm:**',
    ],
    filesMin: 120,
    catches: [
      { 'server/src/services/betting/a.ts': `import type { Board } from '../odds/index.ts';` },
      {
        'server/src/services/betting/store/a.ts': `const x = await import('../../payment/index.ts');`,
      },
      {
        'server/src/services/odds/a.ts': `import { systemClock } from '../../platform/adapters/system/clock.ts';`,
      },
      {
        'server/src/services/odds/a.ts': `import { start } from '../../platform/database/embedded/cluster.ts';`,
      },
    ],
    allows: [
      { 'server/src/services/odds/store/a.ts': `import { defaults } from '../settings.ts';` },
      {
        'server/src/services/odds/a.ts': `import { query } from '../../platform/database/pool.ts';`,
      },
    ],
  },
  {
    name: 'the tests of a service stay in it, with PostgreSQL and engines that live in the process',
    why: 'a test that needs a second service is a test of the composition',
    from: 'server/src/services/:service/**',
    tests: true,
    mayImport: [
      'server/src/services/:service/**',
      'server/src/platform/{database,eventsourcing,ports,telemetry}/**',
      testEngines,
      ...language,
      'node:**',
      'npm:**',
    ],
    filesMin: 40,
    catches: [
      {
        'server/src/services/betting/a.test.ts': `import { createPaymentService } from '../payment/index.ts';`,
      },
      {
        'server/src/services/odds/testing/a.ts': `import { log } from '../../../platform/adapters/kafka/event-log.ts';`,
      },
    ],
    allows: [
      {
        'server/src/services/odds/testing/a.ts': `import { virtualClock } from '../../../platform/adapters/simulated/clock.ts';`,
      },
    ],
  },
  {
    name: 'the gateway reaches services through operations',
    why: 'one process and many take the same path, and a route cannot reach around a rule',
    from: 'server/src/gateway/**',
    mayImport: [
      'server/src/gateway/**',
      'server/src/platform/{ports,telemetry}/**',
      ...language,
      'node:**',
      'npm:**',
    ],
    filesMin: 35,
    catches: [
      {
        'server/src/gateway/http/routes/a.ts': `import { placeBet } from '../../../services/betting/index.ts';`,
      },
      { 'server/src/gateway/http/a.ts': `import { pool } from '../../platform/database/pool.ts';` },
    ],
  },
  {
    name: 'composition enters a service by its index, or names a vendor of it',
    why: 'composition alone chooses engines and vendors; the rest of a service is its own affair',
    from: 'server/src/composition/**',
    mayImport: [
      'server/src/composition/**',
      'server/src/{gateway,services/*}/index.ts',
      'server/src/services/odds/feeds/**',
      'server/src/services/payment/providers/**',
      'server/src/platform/**',
      ...language,
      'node:**',
      'npm:**',
    ],
    filesMin: 14,
    catches: [
      {
        'server/src/composition/a.ts': `import { placeBatch } from '../services/betting/placement/place-batch.ts';`,
      },
      { 'server/src/composition/a.ts': `import { serveCommand } from '../commands/serve.ts';` },
    ],
    allows: [
      {
        'server/src/composition/a.ts': `import { redisCache } from '../platform/adapters/redis/cache.ts';`,
      },
    ],
  },
  {
    name: 'a replay wires a world of its own, without real engines',
    why: 'the season sets its clock; it takes the adapters that live in the process, no other',
    from: 'server/src/replay/**',
    mayImport: [
      'server/src/{replay,composition}/**',
      'server/src/services/*/index.ts',
      'server/src/services/odds/feeds/feed.ts',
      'server/src/platform/{ports,telemetry}/*',
      testEngines,
      ...language,
    ],
    filesMin: 2,
    catches: [
      {
        'server/src/replay/a.ts': `import { log } from '../platform/adapters/kafka/event-log.ts';`,
      },
      { 'server/src/replay/a.ts': `import { board } from '../services/odds/board/board.ts';` },
    ],
  },
  {
    name: 'a command talks to people and leaves the work to others',
    why: 'what a command can do, a program that embeds Winnex can do without a command line',
    from: 'server/src/commands/**',
    mayImport: [
      'server/src/{commands,composition,replay}/**',
      'server/src/services/*/index.ts',
      'server/src/services/odds/feeds/**',
      'server/src/platform/telemetry/*',
      ...language,
      'node:**',
    ],
    filesMin: 8,
    catches: [
      { 'server/src/commands/a.ts': `import { Pool } from 'pg';` },
      {
        'server/src/commands/a.ts': `import { systemClock } from '../platform/adapters/system/clock.ts';`,
      },
    ],
  },
  {
    name: 'the program names commands and loads them when asked',
    why: 'calc answers before a web server would have been read from disk',
    from: 'server/src/main.ts',
    mayImport: ['server/src/{commands,composition}/*', 'npm:commander', 'node:**'],
    filesMin: 1,
    catches: [{ 'server/src/main.ts': `import { createGateway } from './gateway/index.ts';` }],
    allows: [{ 'server/src/main.ts': `const { serve } = await import('./commands/serve.ts');` }],
  },
  {
    name: 'the page imports the kernel, and types of the contracts',
    why: 'the schema library would double what a phone downloads; the server is not for browsers',
    from: 'web/src/**',
    mayImport: [
      'web/src/**',
      'npm:@winnex/kernel',
      'type npm:@winnex/contracts',
      'npm:preact',
      'npm:@preact/signals',
    ],
    filesMin: 50,
    catches: [
      { 'web/src/a.ts': `import { betSchema } from '@winnex/contracts';` },
      { 'web/src/a.tsx': `import { useState } from 'react';` },
      { 'web/src/a.ts': `import { problem } from '../../server/src/gateway/http/problem.ts';` },
    ],
    allows: [{ 'web/src/a.ts': `import type { Bet } from '@winnex/contracts';` }],
  },
];

const asRule = ({ from, mayImport, tests, ...words }: Direction): Rule => {
  const own = compilePattern(from);
  const any = mayImport.map((pattern) => compilePattern(pattern.replace('type ', '')));
  const allowed = mayImport.map((pattern, at) => ({
    typesOnly: pattern.startsWith('type '),
    matches: any[at] as ReturnType<typeof compilePattern>,
  }));
  const find = (file: SourceFile): Violation[] => {
    const bindings = own(file.path) ?? {};
    return file.imports
      .filter(
        ({ target, typeOnly }) =>
          !allowed.some(
            ({ typesOnly, matches }) => (typeOnly || !typesOnly) && matches(target, bindings),
          ),
      )
      .map(({ target, line }) => ({ path: file.path, line, what: `imports ${target}` }));
  };
  return {
    ...words,
    sees: (path) =>
      own(path) !== null &&
      (tests ? isTestCode(path) && /\.tsx?$/.test(path) : isProductCode(path)),
    find: (files) => files.flatMap(find),
  };
};

const testLibraries = new Set(['npm:vitest', 'npm:fast-check', 'npm:playwright-core']);

const isCovered = matchesAny(directions.filter(({ tests }) => !tests).map(({ from }) => from));

/** Which way imports run: kernel, contracts, ports, services, composition, adapters. */
export const importDirection: readonly Rule[] = [
  ...directions.map(asRule),
  {
    name: 'the product imports no test code',
    why: 'a fake in a running book, or a test library in the install, would go unnoticed',
    sees: isProductCode,
    filesMin: 250,
    find: (files) =>
      files.flatMap((file) =>
        file.imports
          .filter(({ target }) => isTestCode(target) || testLibraries.has(target))
          .map(({ target, line }) => ({ path: file.path, line, what: `imports ${target}` })),
      ),
    catches: [
      { 'server/src/composition/a.ts': `import { fakes } from '../gateway/testing/fakes.ts';` },
      { 'packages/kernel/src/a.ts': `import { slips } from '../tests/slips.ts';` },
      { 'server/src/services/odds/a.ts': `import { expect } from 'vitest';` },
    ],
    allows: [{ 'server/src/gateway/testing/a.ts': `import { expect } from 'vitest';` }],
  },
  {
    name: 'every folder has a direction',
    why: 'code that no row speaks of could import anything',
    sees: isProductCode,
    filesMin: 250,
    find: (files) =>
      files
        .filter(({ path }) => !isCovered(path))
        .map(({ path }) => ({ path, line: 1, what: 'is in a folder without a rule' })),
    catches: [{ 'server/src/common/a.ts': '' }, { 'packages/sdk/src/a.ts': '' }],
    allows: [{ 'server/src/gateway/graphql/a.ts': '' }],
  },
];
