/**
 * Something that stops the program, said in one sentence that tells what to do. The command line
 * prints the sentence and no stack trace.
 */
export class StartFault extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'StartFault';
    this.code = code;
  }
}
