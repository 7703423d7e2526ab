import type { ClientBase, Pool } from 'pg';
import { fromMoneyJson, toMoneyJson } from '../../../platform/eventsourcing/money-json.ts';
import type { BetState } from '../domain/bet.ts';
import type { StoredBetEvent } from './event-codec.ts';

/** A bet with the hash of its last event, which the next one is chained to. */
export interface StoredBet {
  readonly state: BetState;
  readonly lastHash: Buffer;
}

/** One step of one bet: the event and the state that it leads to. */
export interface BetStep {
  readonly event: StoredBetEvent;
  readonly state: BetState;
}

/** Writes new bets: first event, state row and legs. Fails whole on a key that exists. */
export async function insertBets(client: ClientBase, steps: readonly BetStep[]): Promise<void> {
  if (steps.length === 0) return;
  await appendEvents(client, steps);
  await client.query({
    name: 'betting-insert-bets',
    text: `insert into betting.bet
             (id, customer_id, idempotency_key, request_hash, sequence, status, stake_minor,
              currency, paid_minor, placed_at, state)
           select * from rows from (
             unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[], $5::int[], $6::text[],
               $7::bigint[], $8::text[], $9::bigint[], $10::timestamptz[]),
             jsonb_array_elements($11::jsonb)) as r`,
    values: [
      steps.map(({ state }) => state.betId),
      steps.map(({ state }) => state.customerId),
      steps.map(({ state }) => state.key),
      steps.map(({ state }) => Buffer.from(state.requestHash, 'hex')),
      steps.map(({ state }) => state.sequence),
      steps.map(({ state }) => state.status),
      steps.map(({ state }) => state.stakeMinor),
      steps.map(({ state }) => state.currency),
      steps.map(({ state }) => state.paidMinor),
      steps.map(({ state }) => new Date(state.placedAtMs)),
      jsonList(steps.map(({ state }) => toMoneyJson(state))),
    ],
  });
  const legs = steps
    .filter(({ state }) => state.status === 'ACCEPTED')
    .flatMap(({ state }) => state.legs.map((leg, index) => ({ betId: state.betId, leg, index })));
  await client.query({
    name: 'betting-insert-legs',
    text: `insert into betting.bet_leg (market_number, bet_id, leg)
           select m.number, l.bet_id, l.leg
             from unnest($1::text[], $2::uuid[], $3::smallint[]) as l (market_id, bet_id, leg)
             join betting.market m on m.market_id = l.market_id`,
    values: [
      legs.map(({ leg }) => leg.marketId),
      legs.map(({ betId }) => betId),
      legs.map(({ index }) => index),
    ],
  });
}

/** Writes further steps of bets that exist; the caller holds their row locks. */
export async function advanceBets(client: ClientBase, steps: readonly BetStep[]): Promise<void> {
  if (steps.length === 0) return;
  await appendEvents(client, steps);
  await client.query({
    name: 'betting-advance-bets',
    text: `update betting.bet b
              set sequence = n.sequence, status = n.status, paid_minor = n.paid,
                  settled_at = n.settled_at, state = n.state
             from rows from (
               unnest($1::uuid[], $2::int[], $3::text[], $4::bigint[], $5::timestamptz[]),
               jsonb_array_elements($6::jsonb)) as n (id, sequence, status, paid, settled_at, state)
            where b.id = n.id`,
    values: [
      steps.map(({ state }) => state.betId),
      steps.map(({ state }) => state.sequence),
      steps.map(({ state }) => state.status),
      steps.map(({ state }) => state.paidMinor),
      steps.map(({ state }) => (state.settledAtMs === null ? null : new Date(state.settledAtMs))),
      jsonList(steps.map(({ state }) => toMoneyJson(state))),
    ],
  });
}

/** Bets that were placed under these keys, with their request hashes inside the state. */
export async function findByKeys(
  client: Pool | ClientBase,
  keys: readonly { readonly customerId: string; readonly key: string }[],
): Promise<BetState[]> {
  const { rows } = await client.query<{ state: string }>({
    name: 'betting-find-by-keys',
    text: `select b.state::text as state
             from unnest($1::uuid[], $2::text[]) as k (customer_id, key)
             join betting.bet b on b.customer_id = k.customer_id and b.idempotency_key = k.key`,
    values: [keys.map(({ customerId }) => customerId), keys.map(({ key }) => key)],
  });
  return rows.map(({ state }) => parseState(state));
}

/** A customer's own bet. Null when there is none, or it is somebody else's. */
export async function findById(
  pool: Pool,
  customerId: string,
  betId: string,
): Promise<BetState | null> {
  const { rows } = await pool.query<{ state: string }>({
    name: 'betting-find-by-id',
    text: `select state::text as state from betting.bet where id = $1 and customer_id = $2`,
    values: [betId, customerId],
  });
  return rows[0] === undefined ? null : parseState(rows[0].state);
}

/** The next page of bets with a leg on this market, locked, in order of their ids. */
export async function lockBetsOfMarket(
  client: ClientBase,
  marketId: string,
  after: string | null,
  limit: number,
): Promise<StoredBet[]> {
  const { rows } = await client.query<{ state: string; hash: Buffer }>({
    name: 'betting-lock-bets-of-market',
    text: `select b.state::text as state, e.hash
             from (select distinct bet_id from betting.bet_leg
                    where market_number = (select number from betting.market where market_id = $1)
                      and ($2::uuid is null or bet_id > $2)
                    order by bet_id limit $3) l
             join betting.bet b on b.id = l.bet_id
             join betting.bet_event e on e.bet_id = b.id and e.sequence = b.sequence
            order by b.id
              for update of b`,
    values: [marketId, after, limit],
  });
  return rows.map(({ state, hash }) => ({ state: parseState(state), lastHash: hash }));
}

export function parseState(text: string): BetState {
  return fromMoneyJson<BetState>(text);
}

/** JSON texts as one JSON list: an array of texts would be escaped character by character. */
function jsonList(texts: readonly string[]): string {
  return `[${texts.join(',')}]`;
}

async function appendEvents(client: ClientBase, steps: readonly BetStep[]): Promise<void> {
  await client.query({
    name: 'betting-append-events',
    text: `insert into betting.bet_event
             (bet_id, sequence, type, schema_version, recorded_at, hash, payload)
           select * from rows from (
             unnest($1::uuid[], $2::int[], $3::text[], $4::smallint[], $5::timestamptz[], $6::bytea[]),
             json_array_elements($7::json)) as r`,
    values: [
      steps.map(({ event }) => event.betId),
      steps.map(({ event }) => event.sequence),
      steps.map(({ event }) => event.type),
      steps.map(({ event }) => event.schemaVersion),
      steps.map(({ event }) => new Date(event.recordedAtMs)),
      steps.map(({ event }) => event.hash),
      jsonList(steps.map(({ event }) => event.payload)),
    ],
  });
}
