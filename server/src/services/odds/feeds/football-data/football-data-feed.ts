import type { FeedMessage, SportsFeed } from '../feed.ts';
import { recordedSession } from '../recorded/recorded-session.ts';
import type { FootballDataSummary } from './football-data-summary.ts';
import { type FootballDataOptions, loadSeasons, type Seasons } from './load-seasons.ts';
import { FOOTBALL_DATA_PRODUCER, matchDay } from './match-day.ts';

export interface FootballDataFeed extends SportsFeed {
  /** What the files hold. Reads them on the first call; throws `FeedInputFault` as `start` does. */
  summary(): Promise<readonly FootballDataSummary[]>;
}

/**
 * Seasons from football-data.co.uk as a feed: one after another the days of play, each with its
 * opening prices, closing prices, kick-offs and results. The opening state of the replay is the
 * first day with its opening prices. Message times are those of the season.
 *
 * Every file is read and checked before the first message; `start` throws `FeedInputFault` when
 * one cannot be used. Rejected rows go to `context.reject` with file and line.
 */
export function footballDataFeed(options: FootballDataOptions): FootballDataFeed {
  let loading: Promise<Seasons> | undefined;
  const load = (): Promise<Seasons> => {
    loading ??= loadSeasons(options);
    return loading;
  };

  return {
    name: 'football-data',
    summary: async () => (await load()).summaries,
    async start(context) {
      const { days, summaries } = await load();
      for (const { file, rejected } of summaries) {
        for (const { line, reason } of rejected) context.reject({ source: file, line, reason });
      }
      const [first = [], ...later] = days;
      const opening = first.length > 0 ? matchDay(first) : { opening: [], course: [] };
      function* messages(): Generator<FeedMessage> {
        yield* opening.course;
        for (const day of later) {
          const { opening, course } = matchDay(day);
          yield* opening;
          yield* course;
        }
      }
      return recordedSession(
        {
          producer: FOOTBALL_DATA_PRODUCER,
          producers: [FOOTBALL_DATA_PRODUCER],
          opening: opening.opening,
          messages: messages(),
        },
        context,
      );
    },
  };
}
