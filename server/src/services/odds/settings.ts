import { type BoardPolicy, defaultBoardPolicy } from './board/policy.ts';
import { defaultFeedSettings, type FeedSettings } from './runtime/feed-run.ts';

export interface OddsSettings extends BoardPolicy, FeedSettings {
  /** How long a finished fixture stays in the lobby. */
  readonly finishedLingerMs: number;
  /**
   * Line postings and quarantined messages older than this are deleted. Busy books write gigabytes
   * a day; a regulator may want years.
   */
  readonly retentionDays: number;
  /** Messages written as one at most. */
  readonly batchMax: number;
  /** Messages that may wait; a feed that delivers more is made to wait itself. */
  readonly waitingMax: number;
}

export const defaultOddsSettings: OddsSettings = {
  ...defaultBoardPolicy,
  ...defaultFeedSettings,
  finishedLingerMs: 60_000,
  retentionDays: 2,
  batchMax: 500,
  waitingMax: 1_000,
};
