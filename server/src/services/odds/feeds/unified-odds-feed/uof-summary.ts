/** A file, or a part of one, that could not be read. */
export interface UofRejection {
  readonly file: string;
  readonly reason: string;
}

/** What became of a folder: `files` is the sum of `messages`, `documents` and whole rejections. */
export interface UofSummary {
  readonly folder: string;
  readonly files: number;
  /** Files by the name of their root element, such as `odds_change`. */
  readonly messages: ReadonlyMap<string, number>;
  readonly documents: ReadonlyMap<string, number>;
  /** Files of which nothing could be used. */
  readonly rejected: readonly UofRejection[];
  /** Parts of files whose rest was used. */
  readonly partly: readonly UofRejection[];
}
