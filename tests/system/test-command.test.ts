import { describe, expect, test } from 'vitest';
import { countReport } from '../../scripts/test-run/count-report.ts';
import { addCounts, countsLine } from '../../scripts/test-run/counts.ts';
import { findChromium } from '../../scripts/test-run/find-chromium.ts';
import { ownEnvironment } from '../../scripts/test-run/run-program.ts';

const report = (...files: [status: string, ...tests: string[]][]) =>
  JSON.stringify({
    testResults: files.map(([status, ...tests]) => ({
      status,
      assertionResults: tests.map((name) => ({ status: name })),
    })),
  });

describe('counting a run', () => {
  test.each([
    ['all is well', report(['passed', 'passed', 'passed']), 0, '2 passed, 0 failed, 0 skipped'],
    [
      'skipped, pending and left open',
      report(['passed', 'skipped', 'pending', 'todo', 'passed']),
      0,
      '1 passed, 0 failed, 3 skipped',
    ],
    [
      'a failed test',
      report(['failed', 'failed', 'passed'], ['passed', 'passed']),
      1,
      '2 passed, 1 failed, 0 skipped',
    ],
    [
      'a file that does not load',
      report(['failed'], ['passed', 'passed']),
      1,
      '1 passed, 1 failed, 0 skipped',
    ],
    [
      'a hook that fails after good tests',
      report(['failed', 'passed']),
      1,
      '1 passed, 1 failed, 0 skipped',
    ],
    ['an error outside any test', report(['passed', 'passed']), 1, '1 passed, 1 failed, 0 skipped'],
    ['killed', report(['passed', 'passed']), null, '1 passed, 1 failed, 0 skipped'],
    ['no report', null, 0, '0 passed, 1 failed, 0 skipped'],
    ['half a report', '{"testResults":[', 0, '0 passed, 1 failed, 0 skipped'],
    ['another file', '{"results":[]}', 0, '0 passed, 1 failed, 0 skipped'],
    ['no file', report(), 1, '0 passed, 1 failed, 0 skipped'],
  ])('%s', (_, text, exitCode, line) => {
    expect(countsLine(countReport(text, exitCode))).toBe(line);
  });

  test('stages add up', () => {
    const counts = { passed: 1, failed: 2, skipped: 3 };
    expect(countsLine(addCounts(counts, counts))).toBe('2 passed, 4 failed, 6 skipped');
  });
});

describe('finding Chromium', () => {
  const only =
    (...programs: string[]) =>
    (path: string) =>
      programs.includes(path);

  test('the named one, else where it usually is', () => {
    const either = only('/opt/chrome', '/usr/bin/chromium');
    expect(findChromium('/opt/chrome', either)).toEqual({ path: '/opt/chrome' });
    expect(findChromium(undefined, either)).toEqual({ path: '/usr/bin/chromium' });
    expect(findChromium('', either)).toEqual({ path: '/usr/bin/chromium' });
  });

  test('a wrong name is an error, an absent browser is not', () => {
    expect(findChromium('/opt/chrome', only('/usr/bin/chromium'))).toMatchObject({
      missing: expect.stringContaining('/opt/chrome'),
      misconfigured: true,
    });
    expect(findChromium(undefined, only())).toMatchObject({ misconfigured: false });
  });
});

test('tests never see the settings of somebody’s book', () => {
  const env = {
    PATH: '/usr/bin',
    DATABASE_URL: 'postgres://live/book',
    WINNEX_DATA_DIR: '/var/lib/winnex',
    WINNEX_REQUIRE_BROWSER: '1',
    WINNEX_TEST_DATABASE_URL: 'postgres://localhost/tests',
  };
  expect(ownEnvironment(env)).toEqual({
    PATH: '/usr/bin',
    WINNEX_TEST_DATABASE_URL: 'postgres://localhost/tests',
  });
});
