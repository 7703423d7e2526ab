// Everything that must hold before a change goes in: types, lint, tests, the browser story.
//
//   npm test                    all of it
//   npm test -- --only kernel   tests whose path holds the word, without types and lint

import { parseArgs } from 'node:util';
import { addCounts, type Counts, countsLine, none, oneFailed } from './test-run/counts.ts';
import { stopPrograms } from './test-run/run-program.ts';
import { checkLint, checkTypes, runBrowserStory, runSome, runTests } from './test-run/stages.ts';

const usage = `Usage: npm test [-- --only WORD ...]

  --only WORD   tests whose path holds the word, without types and lint; may be given many times

  CHROMIUM_PATH=file         the browser of the browser story
  WINNEX_REQUIRE_BROWSER=1   a missing browser is a failure, not a skip`;

const chromiumPath = process.env.CHROMIUM_PATH;
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stopped = true;
    stopPrograms();
  });
}

/** A stage that breaks instead of failing has failed; one after a Ctrl-C does not begin. */
async function stage(run: () => Promise<Counts>): Promise<Counts> {
  if (stopped) return none;
  try {
    return await run();
  } catch (error) {
    console.log(`  FAILED to run: ${error instanceof Error ? error.message : error}`);
    return oneFailed;
  }
}

async function testAll(): Promise<Counts> {
  console.log('Types and lint');
  const checks = await Promise.all([stage(checkTypes), stage(checkLint)]);
  console.log('\nTests');
  const tests = await stage(runTests);
  console.log('\nBrowser story');
  const story = await stage(() =>
    runBrowserStory({ chromiumPath, required: process.env.WINNEX_REQUIRE_BROWSER === '1' }),
  );
  return [...checks, tests, story].reduce(addCounts);
}

function readArguments(): { readonly only: string[]; readonly help: boolean } {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  });
  return values;
}

async function main(): Promise<number> {
  const startedAt = performance.now();
  const { only, help } = readArguments();
  if (help) {
    console.log(usage);
    return 0;
  }
  const counts =
    only.length === 0 ? await testAll() : await stage(() => runSome(only, chromiumPath));
  if (stopped) {
    console.log('\nStopped.');
    return 130;
  }
  console.log(`\nAll of it took ${((performance.now() - startedAt) / 1000).toFixed(0)} s.`);
  console.log(countsLine(counts));
  return counts.failed > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.log(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  process.exitCode = 2;
}
