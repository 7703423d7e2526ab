import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { countReport } from './count-report.ts';
import { type Counts, countsLine, oneFailed, onePassed } from './counts.ts';
import { type Chromium, findChromium } from './find-chromium.ts';
import { type Ended, runProgram } from './run-program.ts';

const checkLimitMs = 180_000;
const testLimitMs = 480_000;
const browserLimitMs = 240_000;

const say = (line: string): void => console.log(line);

/** A check without tests of its own counts as one test. */
async function check(name: string, runs: () => Promise<readonly Ended[]>): Promise<Counts> {
  const ended = await runs();
  const seconds = ended.reduce((sum, run) => sum + run.seconds, 0).toFixed(1);
  const broken = ended.filter(({ exitCode }) => exitCode !== 0);
  if (broken.length === 0) {
    say(`  ${name} passed in ${seconds} s`);
    return onePassed;
  }
  const late = broken.some(({ timedOut }) => timedOut) ? ' (took too long)' : '';
  say(`  ${name} FAILED in ${seconds} s${late}`);
  for (const { output } of broken) say(output.replace(/^/gm, '    '));
  return oneFailed;
}

/** The compiler over the server and over the page. */
export const checkTypes = (): Promise<Counts> =>
  check('types', async () => {
    const compile = (project: string) =>
      runProgram('node_modules/typescript/bin/tsc', ['-p', project], {
        shown: false,
        timeLimitMs: checkLimitMs,
      });
    return [await compile('tsconfig.json'), await compile('web/tsconfig.json')];
  });

export const checkLint = (): Promise<Counts> =>
  check('lint', async () => [
    await runProgram(
      'node_modules/@biomejs/biome/bin/biome',
      ['check', '--max-diagnostics=100', '.'],
      { shown: false, timeLimitMs: checkLimitMs },
    ),
  ]);

/** Vitest over everything but the browser story. */
export const runTests = (): Promise<Counts> => runVitest(['--project=!browser']);

/** Vitest over the files, the browser story too, whose path holds one of the words. */
export const runSome = (words: readonly string[], chromiumPath?: string): Promise<Counts> =>
  runVitest(words, browserEnv(findChromium(chromiumPath)));

/** The browser story; it skips itself without Chromium, which is a failure where one is required. */
export async function runBrowserStory(options: {
  readonly chromiumPath: string | undefined;
  readonly required: boolean;
}): Promise<Counts> {
  const chromium = findChromium(options.chromiumPath);
  if ('missing' in chromium) {
    if (options.required || chromium.misconfigured) {
      const why = options.required ? ', and WINNEX_REQUIRE_BROWSER asks for it' : '';
      say(`  FAILED: ${chromium.missing}${why}`);
      return oneFailed;
    }
    say(`  skipped: ${chromium.missing}`);
  }
  return runVitest(['--project=browser'], browserEnv(chromium), browserLimitMs);
}

const browserEnv = (chromium: Chromium): Readonly<Record<string, string>> =>
  'path' in chromium ? { CHROMIUM_PATH: chromium.path } : {};

async function runVitest(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  timeLimitMs = testLimitMs,
): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'winnex-test-run-'));
  const report = join(folder, 'report.json');
  const workers = Math.min(Math.max(availableParallelism(), 2), 4);
  try {
    const { exitCode, seconds, timedOut } = await runProgram(
      'node_modules/vitest/vitest.mjs',
      [
        'run',
        '--reporter=minimal',
        '--reporter=./scripts/test-run/progress-reporter.ts',
        '--reporter=json',
        `--outputFile.json=${report}`,
        `--maxWorkers=${workers}`,
        ...args,
      ],
      { shown: true, timeLimitMs, env },
    );
    const counts = countReport(readOrNull(report), exitCode);
    const late = timedOut ? ' (stopped: took too long)' : '';
    say(`  ${countsLine(counts)} in ${seconds.toFixed(1)} s${late}`);
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
