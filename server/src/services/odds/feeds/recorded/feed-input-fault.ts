/**
 * A recording that cannot be used as a whole: missing, not of the kind it should be, cut off, or
 * asked for something that is not in it. The message is one or two sentences for the person who
 * named the file: what is wrong and what to do. It is thrown before the first message is
 * delivered, so that nothing is half done.
 */
export class FeedInputFault extends Error {
  override readonly name = 'FeedInputFault';
  readonly code = 'FEED_INPUT_INVALID';
  readonly retryable = false;
}

/** The fault for what the file system said of `path`; anything unexpected keeps its own words. */
export function unreadable(path: string, error: unknown): FeedInputFault {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return new FeedInputFault(`${path} does not exist. Check the path.`);
    case 'EACCES':
    case 'EPERM':
      return new FeedInputFault(`${path} may not be read. Check its permissions.`);
    case 'EISDIR':
      return new FeedInputFault(`${path} is a folder. Name the files in it.`);
    case 'ENOTDIR':
      return new FeedInputFault(`${path} is a file. Name the folder that holds it.`);
    default:
      return new FeedInputFault(
        `${path} cannot be read (${error instanceof Error ? error.message : String(error)}).`,
      );
  }
}
