import type { Alive, BetStop, FixtureChange, SnapshotComplete } from '../feed.ts';
import { type UofCatalogue, undescribedFixture } from './catalogue.ts';
import { type Draft, readTimestamp } from './draft.ts';
import { refuse } from './read-xml.ts';

/** `change_type` of a fixture change that calls the match off. */
const CANCELLED = '3';

/**
 * A fixture change only says that something changed; the rest is what the catalogue knows of the
 * fixture. A fixture that it does not know is announced with what the message says.
 */
export function fixtureChange(draft: Draft, catalogue: UofCatalogue): FixtureChange[] {
  const { producer, at, root } = draft;
  const id = draft.fixtureId();
  const startsAt = readTimestamp(root.start_time);
  const known = catalogue.fixture(id) ?? undescribedFixture(id, startsAt ?? at, 'not-started');
  const fixture = {
    ...known,
    startsAt: startsAt ?? known.startsAt,
    status: root.change_type === CANCELLED ? ('cancelled' as const) : known.status,
  };
  return [{ kind: 'fixture-change', producer, at, fixture }];
}

/**
 * A bet stop names market groups, which a message alone cannot turn into markets: every market
 * of the fixture stops, which is more than was asked and never less.
 */
export function betStop(draft: Draft): BetStop[] {
  const { producer, at, root } = draft;
  const stop = { kind: 'bet-stop', producer, at, fixtureId: draft.fixtureId() } as const;
  const { groups } = root;
  return [groups === undefined ? stop : { ...stop, reason: `groups ${groups.slice(0, 200)}` }];
}

export function alive({ producer, at, root }: Draft): Alive[] {
  return [{ kind: 'alive', producer, at, subscribed: root.subscribed !== '0' }];
}

/** The older way to say what `alive` says with `subscribed="0"`. */
export function productDown({ producer, at }: Draft): Alive[] {
  return [{ kind: 'alive', producer, at, subscribed: false }];
}

export function snapshotComplete({ producer, at, root }: Draft): SnapshotComplete[] {
  const requestId = root.request_id ?? refuse('no request_id');
  return [{ kind: 'snapshot-complete', producer, at, requestId }];
}
