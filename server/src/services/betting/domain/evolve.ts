import type { BetState } from './bet.ts';
import type { BetEvent } from './bet-event.ts';

/**
 * The state after one more event. Pure: the same events give the same state for ever.
 * Throws on an event that cannot follow, which means that the stream is damaged.
 */
export function evolve(state: BetState | null, event: BetEvent): BetState {
  switch (event.type) {
    case 'bet-accepted':
    case 'bet-rejected': {
      if (state !== null) throw new Error(`${event.type} cannot follow another event`);
      const stands = event.type === 'bet-accepted';
      return {
        ...event.request,
        sequence: 1,
        status: stands ? 'ACCEPTED' : 'REJECTED',
        legs: event.legs,
        lines: stands ? event.lines : 0,
        legOutcomes: event.legs.map(() => null),
        potentialReturnMinor: stands ? event.potentialReturnMinor : 0n,
        liability: stands ? event.liability : null,
        paidMinor: 0n,
        settlementVersion: 0,
        result: null,
        rejection: stands ? null : event.rejection,
        rulesVersion: event.rulesVersion,
        placedAtMs: event.atMs,
        settledAtMs: null,
      };
    }
    case 'bet-graded': {
      const graded = accepted(state, event);
      return { ...graded, sequence: graded.sequence + 1, legOutcomes: event.legOutcomes };
    }
    case 'bet-settled': {
      const settled = openTo(state, event);
      return {
        ...settled,
        status: event.result === 'VOID' ? 'VOIDED' : 'SETTLED',
        paidMinor: event.payoutMinor,
        result: event.result,
        settledAtMs: event.atMs,
      };
    }
    case 'bet-reopened':
      return {
        ...openTo(state, event),
        status: 'ACCEPTED',
        paidMinor: 0n,
        result: null,
        settledAtMs: null,
      };
  }
}

/** Folds a whole stream. Null for an empty one. */
export function fold(events: Iterable<BetEvent>): BetState | null {
  let state: BetState | null = null;
  for (const event of events) state = evolve(state, event);
  return state;
}

function openTo(
  state: BetState | null,
  event: Extract<BetEvent, { settlementVersion: number }>,
): BetState {
  const before = accepted(state, event);
  if (event.settlementVersion !== before.settlementVersion + 1) {
    throw new Error(
      `${event.type}: version ${event.settlementVersion} cannot follow ${before.settlementVersion}`,
    );
  }
  return {
    ...before,
    sequence: before.sequence + 1,
    settlementVersion: event.settlementVersion,
    legOutcomes: event.legOutcomes,
  };
}

/** A bet that stands: only such a bet can be graded or settled. */
function accepted(state: BetState | null, event: BetEvent): BetState {
  if (state === null) throw new Error(`${event.type} without a bet`);
  if (state.status === 'REJECTED') throw new Error(`${event.type} after a rejection`);
  return state;
}
