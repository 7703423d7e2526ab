import type { MarketStatus } from '@winnex/contracts';
import { describe, expect, it } from 'vitest';
import { boardOf, statusOn } from '../testing/board.ts';
import {
  betCancel,
  betStop,
  fixtureChange,
  oddsChange,
  rollback,
  rollbackCancel,
  settlement,
} from '../testing/messages.ts';
import { applyMessage } from './apply-message.ts';
import type { BoardMessage } from './readable.ts';

/** How each state is reached. */
const reached: Readonly<Record<MarketStatus, readonly BoardMessage[]>> = {
  inactive: [oddsChange(2, 20_000, 'inactive')],
  active: [oddsChange(2)],
  suspended: [oddsChange(2, 20_000, 'suspended')],
  'handed-over': [oddsChange(2, 20_000, 'handed-over')],
  settled: [oddsChange(2), settlement(3, 'home')],
  cancelled: [oddsChange(2), betCancel(3)],
};

const events = {
  'price active': oddsChange(9),
  'price suspended': oddsChange(9, 20_000, 'suspended'),
  'price inactive': oddsChange(9, 20_000, 'inactive'),
  'hand over': oddsChange(9, 20_000, 'handed-over'),
  'bet stop': betStop(9),
  'scout result': settlement(9, 'home', 1),
  result: settlement(9, 'home'),
  rollback: rollback(9),
  cancel: betCancel(9),
  'rollback cancel': rollbackCancel(9),
} as const;

type Row = Readonly<Record<keyof typeof events, MarketStatus>>;

/** Only a rollback leads out of settled, only a rollback of the cancellation out of cancelled. */
const table: Readonly<Record<MarketStatus, Row>> = {
  inactive: row('inactive'),
  active: {
    ...row('active'),
    'bet stop': 'suspended',
    'scout result': 'suspended',
    rollback: 'suspended',
  },
  suspended: row('suspended'),
  'handed-over': row('handed-over'),
  settled: { ...fixed('settled'), rollback: 'suspended', cancel: 'cancelled' },
  cancelled: { ...fixed('cancelled'), 'rollback cancel': 'active' },
};

function row(unmoved: MarketStatus): Row {
  return {
    ...fixed(unmoved),
    'price active': 'active',
    'price suspended': 'suspended',
    'price inactive': 'inactive',
    'hand over': 'handed-over',
    result: 'settled',
    cancel: 'cancelled',
  };
}

function fixed(status: MarketStatus): Row {
  return {
    'price active': status,
    'price suspended': status,
    'price inactive': status,
    'hand over': status,
    'bet stop': status,
    'scout result': status,
    result: status,
    rollback: status,
    cancel: status,
    'rollback cancel': status,
  };
}

const statuses = Object.keys(reached) as MarketStatus[];
const names = Object.keys(events) as (keyof typeof events)[];

describe.each(statuses)('a market that is %s', (from) => {
  it.each(names)('after: %s', (event) => {
    const board = boardOf([fixtureChange(1), ...reached[from]]);
    expect(statusOn(board)).toBe(from);
    applyMessage(board, events[event]);
    expect(statusOn(board)).toBe(table[from][event]);
  });
});
