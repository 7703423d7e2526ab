import type {
  FeedMessage,
  FixtureChange,
  FixtureState,
  FixtureStatus,
  SportsFeed,
} from '../feed.ts';
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
      const fixtures = describedFixtures(recording);
      const messages = [...recording.messages, ...fixtures.later].sort((a, b) => a.at - b.at);
      const producers = new Set(messages.map(({ producer }) => producer)).add(DOCUMENTS);
      return recordedSession(
        {
          producer: DOCUMENTS,
          producers: [...producers],
          opening: fixtures.opening,
          messages: inCourse(fixtures.opening, messages),
        },
        context,
      );
    },
  };
}

/**
 * A document is often made long after the messages of its fixture. Then its status is of the
 * future and time must not run backwards: the fixture is announced as not started at its first
 * message, and as the document says when the document's time has come.
 */
function describedFixtures({ catalogue, describedAt, messages }: UofRecording) {
  const firstAt = new Map<string, number>();
  for (const message of messages) {
    const id = fixtureIdOf(message);
    if (id !== null && !firstAt.has(id)) firstAt.set(id, message.at);
  }
  const opening: FixtureChange[] = [];
  const later: FixtureChange[] = [];
  for (const fixture of catalogue.fixtures()) {
    const madeAt = describedAt.get(fixture.id) ?? fixture.startsAt;
    const first = firstAt.get(fixture.id) ?? madeAt;
    const isOfTheFuture = madeAt > first;
    if (isOfTheFuture) later.push(announcement(fixture, madeAt));
    const status = isOfTheFuture ? 'not-started' : fixture.status;
    opening.push(announcement({ ...fixture, status }, Math.min(madeAt, first)));
  }
  return { opening, later };
}

/**
 * Adds the announcements of fixtures without a document. A fixture change of the feed says nothing
 * of the match's status unless it is called off, so it keeps the one that was last heard.
 */
function* inCourse(
  opening: readonly FixtureChange[],
  messages: readonly FeedMessage[],
): Generator<FeedMessage> {
  const statuses = new Map(opening.map(({ fixture }) => [fixture.id, fixture.status]));
  for (const message of messages) {
    const id = fixtureIdOf(message);
    if (id === null) {
      yield message;
      continue;
    }
    const heard = statuses.get(id);
    const isUnknown = heard === undefined && message.kind !== 'fixture-change';
    if (isUnknown) yield announcement(undescribed(id, message), message.at);
    const said = withStatusOf(message, heard);
    const status = said.kind === 'fixture-change' ? said.fixture.status : stateOf(said)?.status;
    statuses.set(id, status ?? heard ?? 'not-started');
    yield said;
  }
}

function withStatusOf(message: FeedMessage, heard: FixtureStatus | undefined): FeedMessage {
  if (message.kind !== 'fixture-change' || heard === undefined) return message;
  const { producer, fixture } = message;
  const saysStatus = producer === DOCUMENTS || fixture.status === 'cancelled';
  return saysStatus ? message : { ...message, fixture: { ...fixture, status: heard } };
}

function undescribed(id: string, message: FeedMessage): Fixture {
  return undescribedFixture(id, message.at, stateOf(message)?.status ?? 'not-started');
}

function stateOf(message: FeedMessage): FixtureState | undefined {
  return message.kind === 'odds-change' ? message.state : undefined;
}

function announcement(fixture: Fixture, at: number): FixtureChange {
  return { kind: 'fixture-change', producer: DOCUMENTS, at, fixture };
}

function fixtureIdOf(message: FeedMessage): string | null {
  if (message.kind === 'alive' || message.kind === 'snapshot-complete') return null;
  return message.kind === 'fixture-change' ? message.fixture.id : message.fixtureId;
}
