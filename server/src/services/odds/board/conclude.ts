import { isDeepStrictEqual } from 'node:util';
import type { Board, BoardFixture, BoardMarket } from './board.ts';
import { takesBets } from './fixture-status.ts';
import { marketStatus } from './market-status.ts';
import { type RecordedResult, resultChanges } from './result-changes.ts';

/** What became of a fixture: everything that others must be told. */
export interface BoardChange {
  readonly fixture: BoardFixture;
  /** True when people can see a difference on the fixture itself. */
  readonly fixtureChanged: boolean;
  /** Markets that a bettor or the betting service sees differently now, with their new versions. */
  readonly markets: readonly BoardMarket[];
  readonly results: readonly RecordedResult[];
  /** True when the fixture's own row is to be written. */
  readonly keepFixture: boolean;
  /** Markets whose rows are to be written: the changed ones, and those with other news. */
  readonly keepMarkets: readonly BoardMarket[];
}

/**
 * Draws the conclusions from edited registers: derives each market's status, counts versions up
 * where something visible changed, and lists the results that follow. Puts the fixture on the
 * board. Returns null when nothing at all was edited.
 */
export function conclude(
  board: Board,
  before: BoardFixture | undefined,
  edited: BoardFixture,
  editedMarkets: ReadonlyMap<string, BoardMarket>,
  atMs: number,
): BoardChange | null {
  if (before === edited && editedMarkets.size === 0) return null;
  const around = surroundings(before, edited);
  const markets = new Map(edited.markets);
  const changed: BoardMarket[] = [];
  const keepMarkets: BoardMarket[] = [];
  const results: RecordedResult[] = [];

  const affected = around.everyMarket
    ? new Map([...edited.markets, ...editedMarkets])
    : editedMarkets;
  for (const [id, market] of affected) {
    const told = resultChanges(market, board.policy, atMs);
    const status = marketStatus(told.market, {
      fixtureTakesBets: around.fixtureTakesBets,
      producerUp: board.producersUp.has(market.producer),
      policy: board.policy,
    });
    const known = before?.markets.get(id);
    const next = { ...told.market, status };
    const isOpen = status !== 'settled' && status !== 'cancelled';
    if (isVisiblyDifferent(known, next) || (around.contextChanged && isOpen && next.offer)) {
      const versioned = { ...next, version: next.version + 1 };
      changed.push(versioned);
      keepMarkets.push(versioned);
      markets.set(id, versioned);
    } else {
      if (isWorthKeeping(known, next)) keepMarkets.push(next);
      markets.set(id, next);
    }
    results.push(...told.results);
  }

  const fixtureChanged = before === undefined || isFixtureDifferent(before, edited);
  const version = fixtureChanged ? edited.version + 1 : edited.version;
  const fixture = { ...edited, version, markets };
  board.fixtures.set(fixture.id, fixture);
  const keepFixture = fixtureChanged || before.stoppedAt !== edited.stoppedAt;
  return { fixture, fixtureChanged, markets: changed, results, keepFixture, keepMarkets };
}

/** What the markets of a fixture share, and whether it changed for all of them. */
function surroundings(before: BoardFixture | undefined, after: BoardFixture) {
  const fixtureTakesBets = takesBets(after.status.value);
  const contextChanged =
    before !== undefined &&
    ((before.status.value === 'live') !== (after.status.value === 'live') ||
      before.play.score?.value !== after.play.score?.value ||
      before.description.value !== after.description.value);
  const everyMarket =
    contextChanged || (before !== undefined && takesBets(before.status.value) !== fixtureTakesBets);
  return { fixtureTakesBets, contextChanged, everyMarket };
}

function isVisiblyDifferent(before: BoardMarket | undefined, after: BoardMarket): boolean {
  if (after.offer === null) return false;
  if (before === undefined || before.offer === null) return true;
  if (before.status !== after.status || before.told.settled !== after.told.settled) return true;
  if (before.offer.outcomes === after.offer.outcomes) return false;
  return !isDeepStrictEqual(shown(before.offer.outcomes), shown(after.offer.outcomes));
}

/** That the same prices were confirmed at a later time is all that may be lost in a crash. */
function isWorthKeeping(before: BoardMarket | undefined, after: BoardMarket): boolean {
  return (
    before === undefined ||
    before.settlement !== after.settlement ||
    before.cancellations !== after.cancellations ||
    before.rolledBackAt !== after.rolledBackAt ||
    before.stop !== after.stop ||
    before.offer?.status !== after.offer?.status ||
    before.offer?.outcomes !== after.offer?.outcomes
  );
}

/** Probabilities are for models, not for people: they may drift without a new version. */
function shown(outcomes: NonNullable<BoardMarket['offer']>['outcomes']): unknown {
  return outcomes.map(({ id, name, odds, active }) => [id, name, odds, active]);
}

/** The registers keep the known value when the same is said again, so identity tells. */
function isFixtureDifferent(before: BoardFixture, after: BoardFixture): boolean {
  const parts = ['score', 'minute', 'period', 'halfTimeScore', 'redCards'] as const;
  return (
    before.description.value !== after.description.value ||
    before.status.value !== after.status.value ||
    parts.some((part) => before.play[part]?.value !== after.play[part]?.value)
  );
}
