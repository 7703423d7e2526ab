import type { ProblemType } from '../rest/problem.ts';

/**
 * A known refusal that a service throws across an operation, with the problem type that the HTTP
 * edge answers with. Not for rejected bets (these are values), nor for faults.
 */
export class ServiceRefusal extends Error {
  readonly type: ProblemType;
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];

  constructor(
    type: ProblemType,
    detail: string,
    errors: readonly { readonly pointer: string; readonly detail: string }[] = [],
  ) {
    super(detail);
    this.name = 'ServiceRefusal';
    this.type = type;
    this.errors = errors;
  }
}
