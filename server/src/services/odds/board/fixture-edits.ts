import type { FixtureChange, FixtureStatus } from '../feeds/feed.ts';
import type { BoardFixture, FixtureDescription, PlayRegisters, Stamped } from './board.ts';
import { mayBecome } from './fixture-status.ts';
import type { ReadableMessage, Refusal } from './readable.ts';
import { newer } from './stamped.ts';

interface EditedFixture {
  readonly fixture: BoardFixture;
  readonly refusals: readonly Refusal[];
}

/** The fixture as described; the same record when it says nothing new. */
export function describeFixture(
  before: BoardFixture | undefined,
  { at, fixture: said }: FixtureChange,
): EditedFixture {
  const value = readDescription(said);
  if (before === undefined) {
    const fixture: BoardFixture = {
      id: said.id,
      version: 0,
      description: { at, value },
      status: { at, value: said.status },
      play: {},
      stoppedAt: null,
      markets: new Map(),
    };
    return { fixture, refusals: [] };
  }
  const description = newer(before.description, at, value);
  const { status, refusals } = nextStatus(before, at, said.status);
  const same = description === before.description && status === before.status;
  return { fixture: same ? before : { ...before, description, status }, refusals };
}

/** Only the known fields: what else came along stays outside. */
function readDescription(said: FixtureChange['fixture']): FixtureDescription {
  const { id, name, sport, category } = said.competition;
  return {
    competition: { id, name, sport, category },
    home: { id: said.home.id, name: said.home.name },
    away: { id: said.away.id, name: said.away.name },
    startsAt: said.startsAt,
  };
}

/** What a message about markets says of the fixture: the play, or a stop on everything. */
export function withState(
  before: BoardFixture,
  message: Exclude<ReadableMessage, FixtureChange>,
): EditedFixture {
  if (message.kind === 'bet-stop' && message.markets === undefined) {
    const isNews = before.stoppedAt === null || message.at > before.stoppedAt;
    const fixture = isNews ? { ...before, stoppedAt: message.at } : before;
    return { fixture, refusals: [] };
  }
  if (message.kind !== 'odds-change' || message.state === undefined) {
    return { fixture: before, refusals: [] };
  }
  const { at, state } = message;
  const { status, refusals } = nextStatus(before, at, state.status);
  const play: PlayRegisters = {
    ...part('score', before.play.score, at, state.score),
    ...part('minute', before.play.minute, at, state.minute),
    ...part('period', before.play.period, at, state.period),
    ...part('halfTimeScore', before.play.halfTimeScore, at, state.halfTimeScore),
    ...part('redCards', before.play.redCards, at, state.redCards),
  };
  return { fixture: { ...before, status, play }, refusals };
}

function part<Name extends string, Value>(
  name: Name,
  known: Stamped<Value> | undefined,
  at: number,
  value: Value | undefined,
): { readonly [Key in Name]?: Stamped<Value> } {
  const register = value === undefined ? known : newer(known, at, value);
  if (register === undefined) return {};
  return { [name]: register } as { readonly [Key in Name]: Stamped<Value> };
}

function nextStatus(
  { id, status: known }: BoardFixture,
  at: number,
  said: FixtureStatus,
): { status: Stamped<FixtureStatus>; refusals: readonly Refusal[] } {
  if (at < known.at || mayBecome(known.value, said)) {
    return { status: newer(known, at, said), refusals: [] };
  }
  const reason = `fixture "${id}" cannot go from ${known.value} to ${said}`;
  return { status: known, refusals: [{ reason }] };
}
