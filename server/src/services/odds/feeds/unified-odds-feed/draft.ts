import { type EventStatusReader, eventStatusReader } from './event-status.ts';
import { type Attributes, refuse } from './read-xml.ts';
import { producerOf } from './vocabulary.ts';

/** A market element with the outcome elements inside it. */
export interface DraftMarket {
  readonly attributes: Attributes;
  readonly outcomes: readonly Attributes[];
}

/** A message's tags, gathered; every kind of message is made from this. */
export interface Draft {
  readonly root: Attributes;
  readonly producer: string;
  readonly at: number;
  readonly markets: readonly DraftMarket[];
  readonly status: EventStatusReader;
  /** The fixture's id; refuses a message that names none. */
  fixtureId(): string;
}

export interface DraftReader {
  open(name: string, attributes: Attributes): void;
  draft(): Draft;
}

/** Time in whole milliseconds since the epoch; this many digits reach the year 5138. */
const TIMESTAMP = /^\d{1,14}$/;
const EVENT_ID = /^[\w:.-]{1,100}$/;

export function draftReader(root: Attributes): DraftReader {
  const markets: DraftMarket[] = [];
  const status = eventStatusReader();
  let outcomes: Attributes[] = [];
  return {
    open(name, attributes) {
      if (name === 'outcome') {
        if (markets.length === 0) refuse('an outcome outside of a market');
        outcomes.push(attributes);
      } else if (name === 'market') {
        outcomes = [];
        markets.push({ attributes, outcomes });
      } else {
        status.open(name, attributes);
      }
    },
    draft: () => ({
      root,
      producer: producerOf(root.product),
      at: readTimestamp(root.timestamp) ?? refuse('no timestamp in milliseconds'),
      markets,
      status,
      fixtureId() {
        const id = root.event_id;
        return id !== undefined && EVENT_ID.test(id) ? id : refuse('no event_id');
      },
    }),
  };
}

export function readTimestamp(text: string | undefined): number | undefined {
  return text !== undefined && TIMESTAMP.test(text) ? Number(text) : undefined;
}
