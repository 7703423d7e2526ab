import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyAll, boardOf, fingerprint, marketOn } from '../testing/board.ts';
import {
  betCancel,
  betStop,
  fixtureChange,
  oddsChange,
  oneXTwo,
  overUnder,
  rollback,
  rollbackCancel,
  settlement,
} from '../testing/messages.ts';
import { applyMessage } from './apply-message.ts';
import type { BoardMessage } from './readable.ts';

const key = fc.constantFrom(oneXTwo, overUnder);
const odds = fc.integer({ min: 10_001, max: 90_000 });
const feedStatus = fc.constantFrom('active', 'suspended', 'inactive', 'handed-over');
const winner = fc.constantFrom('home', 'draw', 'over');
const window = fc.constantFrom({}, { fromMs: 5 }, { fromMs: 5, untilMs: 9 });
const state = fc.record(
  {
    status: fc.constant('live' as const),
    minute: fc.nat({ max: 90 }),
    score: fc.record({ home: fc.nat({ max: 3 }), away: fc.nat({ max: 3 }) }),
  },
  { requiredKeys: ['status'] },
);

/** A message for each moment: `make(at)`. */
const makers: fc.Arbitrary<(at: number) => BoardMessage> = fc.oneof(
  fc
    .tuple(odds, feedStatus, key, fc.option(state, { nil: undefined }))
    .map(([price, status, market, play]) => (at: number) => {
      return oddsChange(at, price, status, market, play);
    }),
  fc.option(key, { nil: undefined }).map((market) => (at: number) => {
    return betStop(at, market && [market]);
  }),
  fc.tuple(winner, key).map(
    ([id, market]) =>
      (at: number) =>
        settlement(at, id, 2, market),
  ),
  key.map((market) => (at: number) => rollback(at, market)),
  fc.tuple(window, key).map(
    ([span, market]) =>
      (at: number) =>
        betCancel(at, span, market),
  ),
  fc.tuple(window, key).map(
    ([span, market]) =>
      (at: number) =>
        rollbackCancel(at, span, market),
  ),
);

/** Messages of one fixture in the producer's order, each at a time of its own. */
const story = fc
  .array(makers, { minLength: 1, maxLength: 25 })
  .map((list) => list.map((make, index) => make(index + 2)));

const shuffledWithDuplicates = story.chain((messages) =>
  fc
    .tuple(
      fc.shuffledSubarray(messages, { minLength: messages.length }),
      fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 8 }),
    )
    .map(([shuffled, copies]) => {
      const arrivals = [...shuffled];
      for (const [which, where] of copies) {
        const copy = messages[which % messages.length]!;
        arrivals.splice(where % (arrivals.length + 1), 0, copy);
      }
      return { messages, arrivals };
    }),
);

it('ends the same however messages are reordered and repeated', () => {
  fc.assert(
    fc.property(shuffledWithDuplicates, ({ messages, arrivals }) => {
      const inOrder = boardOf([fixtureChange(1), ...messages]);
      const asArrived = boardOf([fixtureChange(1), ...arrivals]);
      expect(fingerprint(asArrived)).toEqual(fingerprint(inOrder));
    }),
    { numRuns: 500 },
  );
});

it('changes nothing when everything is said again', () => {
  fc.assert(
    fc.property(story, (messages) => {
      const board = boardOf([fixtureChange(1), ...messages]);
      const before = board.fixtures.get('m1');
      for (const { change } of applyAll(board, messages)) {
        expect(change?.markets ?? []).toEqual([]);
        expect(change?.results ?? []).toEqual([]);
      }
      expect(board.fixtures.get('m1')).toEqual(before);
    }),
  );
});

it('counts versions up by one, results too, and never offers what is stopped', () => {
  fc.assert(
    fc.property(shuffledWithDuplicates, ({ arrivals }) => {
      const board = boardOf([fixtureChange(1)]);
      const versions = new Map<string, number>();
      const resultVersions = new Map<string, number>();
      for (const message of arrivals) {
        const { change } = applyMessage(board, message);
        for (const market of change?.markets ?? []) {
          expect(market.version).toBe((versions.get(market.id) ?? 0) + 1);
          versions.set(market.id, market.version);
          expect(market).toBe(marketOn(board, market.id));
          if (market.stop?.standing) expect(market.status).not.toBe('active');
        }
        for (const { change: result } of change?.results ?? []) {
          const last = resultVersions.get(result.marketId) ?? 0;
          expect(result.resultVersion).toBe(last + 1);
          resultVersions.set(result.marketId, result.resultVersion);
        }
      }
    }),
  );
});
