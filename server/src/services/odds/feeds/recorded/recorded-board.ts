import type {
  BetCancel,
  BetSettlement,
  BetStop,
  FeedMessage,
  FixtureChange,
  FixtureState,
  MarketKey,
  MarketPrices,
  OddsChange,
  RollbackBetCancel,
  RollbackBetSettlement,
} from '../feed.ts';

type Outcome = BetSettlement | BetCancel | RollbackBetSettlement | RollbackBetCancel;

interface FixtureBoard {
  fixture: FixtureChange | null;
  state: FixtureState | null;
  readonly markets: Map<string, MarketPrices>;
  /** Markets that were settled or cancelled and not rolled back: no longer on the board. */
  readonly closed: Set<string>;
  readonly results: Outcome[];
  producer: string;
  lastAt: number;
}

/** What a recording has said so far, so that a recovery can say it again as present state. */
export interface RecordedBoard {
  apply(message: FeedMessage): void;
  /** Open fixtures with their markets, then what was settled or cancelled since `sinceMs`. */
  present(sinceMs: number | null): FeedMessage[];
}

const OVER: ReadonlySet<string> = new Set(['closed', 'abandoned', 'cancelled']);

export function recordedBoard(): RecordedBoard {
  const boards = new Map<string, FixtureBoard>();

  function boardOf(fixtureId: string): FixtureBoard {
    const known = boards.get(fixtureId);
    if (known) return known;
    const board: FixtureBoard = {
      fixture: null,
      state: null,
      markets: new Map(),
      closed: new Set(),
      results: [],
      producer: '',
      lastAt: 0,
    };
    boards.set(fixtureId, board);
    return board;
  }

  return {
    apply(message) {
      if (message.kind === 'alive' || message.kind === 'snapshot-complete') return;
      const id = message.kind === 'fixture-change' ? message.fixture.id : message.fixtureId;
      const board = boardOf(id);
      board.lastAt = Math.max(board.lastAt, message.at);
      board.producer = message.producer;
      switch (message.kind) {
        case 'fixture-change':
          board.fixture = message;
          if (OVER.has(message.fixture.status)) board.markets.clear();
          if (board.state) board.state = { ...board.state, status: message.fixture.status };
          break;
        case 'odds-change':
          applyOdds(board, message);
          break;
        case 'bet-stop':
          suspend(board, message);
          break;
        default:
          applyResult(board, message);
      }
    },
    present(sinceMs) {
      const messages: FeedMessage[] = [];
      for (const [fixtureId, board] of boards) {
        if (isOpen(board)) messages.push(...presentState(fixtureId, board));
      }
      for (const board of boards.values()) {
        messages.push(...board.results.filter(({ at }) => sinceMs === null || at >= sinceMs));
      }
      return messages;
    },
  };
}

function applyOdds(board: FixtureBoard, message: OddsChange): void {
  if (message.state) {
    const { status } = message.state;
    board.state = { ...board.state, ...message.state };
    if (board.fixture) {
      board.fixture = { ...board.fixture, fixture: { ...board.fixture.fixture, status } };
    }
  }
  for (const market of message.markets) board.markets.set(keyOf(market), market);
}

function suspend(board: FixtureBoard, message: BetStop): void {
  const keys = message.markets?.map(keyOf) ?? [...board.markets.keys()];
  for (const key of keys) {
    const market = board.markets.get(key);
    if (market?.status === 'active') board.markets.set(key, { ...market, status: 'suspended' });
  }
}

function applyResult(board: FixtureBoard, message: Outcome): void {
  board.results.push(message);
  const reopens = message.kind.startsWith('rollback-');
  for (const market of message.markets) {
    if (reopens) board.closed.delete(keyOf(market));
    else board.closed.add(keyOf(market));
  }
}

function isOpen(board: FixtureBoard): boolean {
  const status = board.fixture?.fixture.status;
  return status !== undefined && !OVER.has(status);
}

function presentState(fixtureId: string, board: FixtureBoard): FeedMessage[] {
  const at = board.lastAt;
  const markets = [...board.markets].filter(([key]) => !board.closed.has(key));
  const odds: OddsChange = {
    kind: 'odds-change',
    producer: board.producer,
    at,
    fixtureId,
    ...(board.state ? { state: board.state } : {}),
    markets: markets.map(([, market]) => market),
  };
  return board.fixture ? [{ ...board.fixture, at }, odds] : [odds];
}

function keyOf(market: MarketKey): string {
  return `${market.type}?${market.specifiers}`;
}
