import { type Counts, oneFailed } from './counts.ts';

/** What is used of Vitest's JSON report: https://vitest.dev/guide/reporters#json-reporter */
interface Report {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/**
 * Counts the tests of a Vitest run. No file, half a file or an exit code that the tests do not
 * explain (an error outside any test, a crash) is a failure: silence is never success.
 *
 * @param text The JSON report, or null when there is none.
 * @param exitCode What the process ended with; null when a signal ended it.
 */
export function countReport(text: string | null, exitCode: number | null): Counts {
  const report = text === null ? null : readReport(text);
  if (report === null) return oneFailed;
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { status, assertionResults } of report.testResults) {
    let failed = 0;
    for (const assertion of assertionResults) {
      if (assertion.status === 'passed') counts.passed += 1;
      else if (assertion.status === 'failed') failed += 1;
      else counts.skipped += 1;
    }
    // A file that could not be loaded, or whose hooks failed, has no failed test to show for it.
    counts.failed += status === 'failed' ? Math.max(failed, 1) : failed;
  }
  if (exitCode !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

function readReport(text: string): Report | null {
  try {
    const report: unknown = JSON.parse(text);
    const isReport =
      typeof report === 'object' &&
      report !== null &&
      'testResults' in report &&
      Array.isArray(report.testResults);
    return isReport ? (report as Report) : null;
  } catch {
    return null;
  }
}
