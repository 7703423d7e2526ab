import type { Problem, ProblemType } from '@winnex/contracts';
import { withLocalTimes } from '../ui/time-text.ts';

/** The server understood the request and refused it: RFC 9457 problem details. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }

  /** The last part of the problem's `type`, which is what this page switches on. */
  get slug(): ProblemType | string {
    return this.problem.type.split(/[/:#]/).at(-1) ?? '';
  }
}

/** No answer came, or none that can be read: whether the server did anything is unknown. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** Messages by field name, from the JSON pointers of a problem. */
export function fieldErrors(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof ApiProblem)) return {};
  const entries = (error.problem.errors ?? []).map(
    ({ pointer, detail }) => [pointer.split('/').at(-1) ?? '', sentence(detail)] as const,
  );
  return Object.fromEntries(entries);
}

/** One sentence for a person about anything that a request threw. */
export function errorWords(error: unknown): string {
  if (error instanceof ApiProblem) return sentence(error.message);
  if (error instanceof NoAnswer) return 'We could not reach the server. Check your connection.';
  return 'Something went wrong on this page. Reload it and try again.';
}

function sentence(text: string): string {
  const capital = withLocalTimes(text.charAt(0).toUpperCase() + text.slice(1));
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
