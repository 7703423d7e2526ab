import { matchesAny } from './path-pattern.ts';
import { readSource, type SourceFile } from './source-file.ts';

export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly what: string;
}

/** Files that exist in a test's mind only: text by path. */
export type Planted = Readonly<Record<string, string>>;

export interface Rule {
  readonly name: string;
  readonly why: string;
  /** Whether the rule looks at this file. */
  readonly sees: (path: string) => boolean;
  /** A guard that looked at fewer files than this has lost its way, and fails. */
  readonly filesMin: number;
  readonly find: (files: readonly SourceFile[]) => Violation[];
  /** Each of these breaks the rule, and must be caught. */
  readonly catches: readonly Planted[];
  /** Each of these comes close and is right. */
  readonly allows?: readonly Planted[];
  /** Files that may break the rule, each with its reason. One that no longer does must go. */
  readonly exceptions?: Readonly<Record<string, string>>;
}

export interface Verdict {
  readonly filesSeen: number;
  readonly violations: readonly Violation[];
  /** Exceptions that nothing needs. */
  readonly idleExceptions: readonly string[];
}

export function judge(rule: Rule, files: readonly SourceFile[]): Verdict {
  const seen = files.filter((file) => rule.sees(file.path));
  const all = rule.find(seen);
  const exceptions = rule.exceptions ?? {};
  return {
    filesSeen: seen.length,
    violations: all.filter(({ path }) => !Object.hasOwn(exceptions, path)),
    idleExceptions: Object.keys(exceptions).filter(
      (path) => !all.some((violation) => violation.path === path),
    ),
  };
}

export const plantedFiles = (planted: Planted): SourceFile[] =>
  Object.entries(planted).map(([path, text]) => readSource(path, text));

export const describeViolation = ({ path, line, what }: Violation): string =>
  `${path}:${line} ${what}`;

/** Code of the product, as against code that tests it. */
export const isTestCode = matchesAny([
  'tests/**',
  'packages/*/{tests,bench}/**',
  '**/testing/**',
  '**/*.test.{ts,tsx}',
  '**/test-*.ts',
  '**/*{.,-}contract.ts',
]);

export const isProductCode = (path: string): boolean =>
  /^(server|web|packages\/[^/]+)\/src\/.*\.tsx?$/.test(path) && !isTestCode(path);
