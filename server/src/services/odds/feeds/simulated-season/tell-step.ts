import type { Market } from '@winnex/kernel';
import type { FeedMessage, MarketSettlement } from '../feed.ts';
import { type FixtureRun, suspensionAt } from './fixture-run.ts';
import { isDecided, keyOf } from './listings.ts';
import { decidedBy, differing, graded, offered, undecidedBy, wrongEnding } from './results.ts';
import { situationAt } from './situation.ts';
import type { Step } from './steps.ts';
import {
  fixtureChange,
  handedOver,
  oddsChange,
  producerAt,
  stateChange,
  type ToldPrices,
} from './telling.ts';

/** The messages of one step. `told` is brought up to date with the prices they carry. */
export function tellStep(run: FixtureRun, step: Step, told: ToldPrices): FeedMessage[] {
  const { at } = step;
  switch (step.kind) {
    case 'announce':
      return [fixtureChange(run, at, 'not-started'), oddsChange(run, at, told)];
    case 'tick':
    case 'change':
    case 'reopen':
      return [oddsChange(run, at, told)];
    case 'kick-off':
      return kickOff(run, at, told);
    case 'stop':
      return [stop(run, at, told, suspensionAt(run, at)?.reason ?? 'danger')];
    case 'goal':
      return [oddsChange(run, at, told), ...settled(run, at, 1, scored(run, at))];
    case 'disallow':
      return [...rolledBack(run, at, undecidedBy(run, at)), oddsChange(run, at, told)];
    case 'cancel':
      return cancel(run, at, told);
    case 'restore':
      return restore(run, at, told);
    case 'end':
      return end(run, at, told);
    case 'wrong-result':
      return settled(run, at, 2, graded(offered(run, at), wrongEnding(run)));
    case 'roll-back': {
      const markets = offered(run, at);
      const wrong = graded(markets, wrongEnding(run));
      return rolledBack(run, at, differing(wrong, graded(markets, situationAt(run.course, at))));
    }
    case 'result':
      return settled(run, at, 2, graded(offered(run, at), situationAt(run.course, at)));
    case 'close':
      return [fixtureChange(run, at, 'closed')];
  }
}

/** Ends a fixture that cannot go on: what is decided stands, every other bet is void. */
export function breakOff(run: FixtureRun, at: number, reason: string): FeedMessage[] {
  const situation = situationAt(run.course, at);
  const markets = offered(run, at);
  const decided = markets.filter((market) => isDecided(market, situation));
  const open = markets.filter((market) => !isDecided(market, situation));
  return [...settled(run, at, 2, graded(decided, situation)), ...cancelled(run, at, open, reason)];
}

function kickOff(run: FixtureRun, at: number, told: ToldPrices): FeedMessage[] {
  told.clear();
  const handOver: FeedMessage = {
    kind: 'odds-change',
    producer: 'pre-match',
    at,
    fixtureId: run.course.fixture.id,
    markets: handedOver(run, at),
  };
  return [handOver, fixtureChange(run, at, 'live'), oddsChange(run, at, told)];
}

function end(run: FixtureRun, at: number, told: ToldPrices): FeedMessage[] {
  const { ending } = run.course;
  const messages = [
    stop(run, at, told, ending),
    fixtureChange(run, at, ending),
    stateChange(run, at, []),
  ];
  return ending === 'ended' ? messages : [...messages, ...breakOff(run, at, ending)];
}

function stop(run: FixtureRun, at: number, told: ToldPrices, reason: string): FeedMessage {
  told.clear();
  return { kind: 'bet-stop', ...about(run, at), reason };
}

function scored(run: FixtureRun, at: number): MarketSettlement[] {
  return graded(decidedBy(run, at), situationAt(run.course, at));
}

function cancel(run: FixtureRun, at: number, told: ToldPrices): FeedMessage[] {
  if (!run.cancellation) return [];
  const { market, fromMs } = run.cancellation;
  told.delete(keyOf(market));
  const window = fromMs === undefined ? {} : { fromMs, untilMs: at };
  return [
    { kind: 'bet-stop', ...about(run, at), markets: [market], reason: 'price-error' },
    { kind: 'bet-cancel', ...about(run, at), markets: [market], reason: 'price-error', ...window },
    oddsChange(run, at, told),
  ];
}

function restore(run: FixtureRun, at: number, told: ToldPrices): FeedMessage[] {
  if (!run.cancellation) return [];
  const { market } = run.cancellation;
  return [
    { kind: 'rollback-bet-cancel', ...about(run, at), markets: [market] },
    oddsChange(run, at, told),
  ];
}

function settled(
  run: FixtureRun,
  at: number,
  certainty: 1 | 2,
  markets: readonly MarketSettlement[],
): FeedMessage[] {
  if (markets.length === 0) return [];
  return [{ kind: 'bet-settlement', ...about(run, at), certainty, markets }];
}

function rolledBack(run: FixtureRun, at: number, markets: readonly Market[]): FeedMessage[] {
  if (markets.length === 0) return [];
  return [{ kind: 'rollback-bet-settlement', ...about(run, at), markets: keys(markets) }];
}

function cancelled(
  run: FixtureRun,
  at: number,
  markets: readonly Market[],
  reason: string,
): FeedMessage[] {
  if (markets.length === 0) return [];
  return [{ kind: 'bet-cancel', ...about(run, at), markets: keys(markets), reason }];
}

function keys(markets: readonly Market[]): Market[] {
  return markets.map(({ type, specifiers }) => ({ type, specifiers }));
}

function about(run: FixtureRun, at: number) {
  return { producer: producerAt(run, at), at, fixtureId: run.course.fixture.id };
}
