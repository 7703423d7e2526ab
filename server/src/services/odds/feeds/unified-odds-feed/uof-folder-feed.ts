import type { FeedMessage, FixtureChange, SportsFeed } from '../feed.ts';
import { recordedSession } from '../recorded/recorded-session.ts';
import { type Fixture, undescribedFixture } from './catalogue.ts';
import { loadFolder, type UofRecording } from './load-folder.ts';
import type { UofSummary } from './uof-summary.ts';

export interface UofFolderFeed extends SportsFeed {
  /** What the folder holds. Reads it on the first call; throws `FeedInputFault` as `start` does. */
  summary(): Promise<UofSummary>;
}

/** Fixtures come from documents, which have no producer of their own. */
const DOCUMENTS = 'uof';

/**
 * A folder of Unified Odds Feed XML as a feed, one message or REST document in each file. The
 * opening state of the replay is the fixtures that documents describe; then the messages follow
 * in order of their timestamps. A fixture that no document describes is announced by itself
 * before its first message, so that none of its markets is lost.
 *
 * The folder is read and checked before the first message; `start` throws `FeedInputFault` when
 * it cannot be used at all. What was rejected goes to `context.reject` with its file.
 */
export function uofFolderFeed({ folder }: { readonly folder: string }): UofFolderFeed {
  let loading: Promise<UofRecording> | undefined;
  const load = (): Promise<UofRecording> => {
    loading ??= loadFolder(folder);
    return loading;
  };

  return {
    name: 'unified-odds-feed-folder',
    summary: async () => (await load()).summary,
    async start(context) {
      const recording = await load();
      const { rejected, partly } = recording.summary;
      for (const { file, reason } of [...rejected, ...partly]) {
        context.reject({ source: file, reason });
      }
      const producers = new Set(recording.messages.map(({ producer }) => producer));
      return recordedSession(
        {
          producer: DOCUMENTS,
          producers: [...producers.add(DOCUMENTS)],
          opening: describedFixtures(recording),
          messages: withUndescribed(recording),
        },
        context,
      );
    },
  };
}

/**
 * A document may be made long after the messages of its fixture. Time must not run backwards for
 * a fixture, so its announcement is dated no later than its first message.
 */
function describedFixtures(recording: UofRecording): readonly FixtureChange[] {
  const firstAt = new Map<string, number>();
  for (const message of recording.messages) {
    const id = fixtureIdOf(message);
    if (id !== null && !firstAt.has(id)) firstAt.set(id, message.at);
  }
  return recording.catalogue.fixtures().map((fixture) => {
    const madeAt = recording.describedAt.get(fixture.id) ?? fixture.startsAt;
    return announcement(fixture, Math.min(madeAt, firstAt.get(fixture.id) ?? madeAt));
  });
}

function* withUndescribed({ catalogue, messages }: UofRecording): Generator<FeedMessage> {
  const announced = new Set<string>();
  for (const message of messages) {
    const id = fixtureIdOf(message);
    if (id !== null && !announced.has(id)) {
      announced.add(id);
      const isUnknown = catalogue.fixture(id) === undefined && message.kind !== 'fixture-change';
      if (isUnknown) yield announcement(undescribed(id, message), message.at);
    }
    yield message;
  }
}

function undescribed(id: string, message: FeedMessage): Fixture {
  const state = message.kind === 'odds-change' ? message.state : undefined;
  return undescribedFixture(id, message.at, state?.status ?? 'not-started');
}

function announcement(fixture: Fixture, at: number): FixtureChange {
  return { kind: 'fixture-change', producer: DOCUMENTS, at, fixture };
}

function fixtureIdOf(message: FeedMessage): string | null {
  if (message.kind === 'alive' || message.kind === 'snapshot-complete') return null;
  return message.kind === 'fixture-change' ? message.fixture.id : message.fixtureId;
}
