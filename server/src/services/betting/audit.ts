import type { AuditCheck } from '@winnex/contracts';
import type { ClientBase } from 'pg';
import { chainHash, chainStart } from '../../platform/eventsourcing/hash-chain.ts';
import { toMoneyJson } from '../../platform/eventsourcing/money-json.ts';
import type { BetState } from './domain/bet.ts';
import { evolve } from './domain/evolve.ts';
import { parseState } from './store/bets.ts';
import { decodeBetEvent } from './store/event-codec.ts';

/** How many broken rows a check names. */
const NAMED_MAX = 5;
const PAGE = 2_000;

/** Proves the bets: their events are whole and unedited, their state is the fold of them. */
export async function auditBets(client: ClientBase): Promise<AuditCheck[]> {
  const streams = await auditStreams(client);
  return [
    ...streams,
    await auditStakes(client),
    await auditPayouts(client),
    await auditOpen(client),
    await auditExposure(client),
  ];
}

interface EventRow {
  bet_id: string;
  sequence: number;
  type: string;
  schema_version: number;
  payload: string;
  hash: Buffer;
}

async function auditStreams(client: ClientBase): Promise<AuditCheck[]> {
  const chain = finding('the hash chain of every bet holds');
  const folds = finding('every bet is the fold of its events');
  let events = 0;
  let bets = 0;
  let after: string | null = null;
  for (;;) {
    const states = await readStates(client, after);
    if (states.length === 0) break;
    after = states.at(-1)?.id ?? null;
    const streams = await readStreams(
      client,
      states.map(({ id }) => id),
    );
    for (const { id, state } of states) {
      const stream = streams.get(id) ?? [];
      bets += 1;
      events += stream.length;
      const broken = firstBrokenLink(stream);
      if (broken !== null) chain.add(`bet ${id} event ${broken}`);
      if (!sameFold(stream, state)) folds.add(`bet ${id}`);
    }
  }
  const { rows } = await client.query<{ bet_id: string }>(
    `select distinct e.bet_id from betting.bet_event e
      where not exists (select from betting.bet b where b.id = e.bet_id) limit $1`,
    [NAMED_MAX],
  );
  for (const { bet_id } of rows) folds.add(`bet ${bet_id} has events and no state`);
  return [chain.check(count(events, 'events')), folds.check(count(bets, 'bets'))];
}

async function readStates(
  client: ClientBase,
  after: string | null,
): Promise<{ id: string; state: string }[]> {
  const { rows } = await client.query<{ id: string; state: string }>(
    `select id, state::text as state from betting.bet
      where $1::uuid is null or id > $1 order by id limit $2`,
    [after, PAGE],
  );
  return rows;
}

async function readStreams(
  client: ClientBase,
  betIds: readonly string[],
): Promise<Map<string, EventRow[]>> {
  const { rows } = await client.query<EventRow>(
    `select bet_id, sequence, type, schema_version, payload::text as payload, hash
       from betting.bet_event where bet_id = any ($1) order by bet_id, sequence`,
    [betIds],
  );
  return Map.groupBy(rows, (row) => row.bet_id);
}

/** Sequence of the first event that is missing or does not match its hash. Null: none. */
function firstBrokenLink(stream: readonly EventRow[]): number | null {
  let previous: Buffer = chainStart;
  for (const [index, row] of stream.entries()) {
    const expected = chainHash(previous, {
      streamId: row.bet_id,
      sequence: row.sequence,
      type: row.type,
      schemaVersion: row.schema_version,
      payload: row.payload,
    });
    if (row.sequence !== index + 1 || !expected.equals(row.hash)) return index + 1;
    previous = row.hash;
  }
  return null;
}

function sameFold(stream: readonly EventRow[], stored: string): boolean {
  try {
    let state: BetState | null = null;
    for (const row of stream) {
      const event = decodeBetEvent({ ...row, schemaVersion: row.schema_version });
      state = evolve(state, event);
    }
    return state !== null && canonical(state) === canonical(parseState(stored));
  } catch {
    return false;
  }
}

/** The same text for the same content, whatever the order of the fields. */
function canonical(value: unknown): string {
  return toMoneyJson(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, field]) => [key, sorted(field)]));
}

async function auditStakes(client: ClientBase): Promise<AuditCheck> {
  return compare(
    client,
    'every accepted bet has its stake in the ledger, once',
    'bets',
    `
    with ledger as (select * from payment.totals_by_reference(array['stake'])),
    bets as (select id::text as id, stake_minor from betting.bet where status <> 'REJECTED')
    select count(*) as checked,
           (array_agg(coalesce(b.id, l.reference)) filter (
              where l.transfers is distinct from 1 or l.amount_minor is distinct from b.stake_minor
           ))[1:${NAMED_MAX}] as broken
      from bets b full join ledger l on l.reference = b.id`,
  );
}

async function auditPayouts(client: ClientBase): Promise<AuditCheck> {
  return compare(
    client,
    'every bet was paid what its state says',
    'bets',
    `
    with ledger as (
      select reference,
             sum(case when code = 'payout-reversal' then -amount_minor else amount_minor end) as paid
        from payment.totals_by_reference(
          array['payout', 'payout-correction', 'stake-refund', 'payout-reversal'])
       group by 1),
    bets as (select id::text as id, paid_minor from betting.bet)
    select count(*) as checked,
           (array_agg(coalesce(b.id, l.reference)) filter (
              where coalesce(l.paid, 0) is distinct from b.paid_minor))[1:${NAMED_MAX}] as broken
      from bets b full join ledger l on l.reference = b.id`,
  );
}

async function auditOpen(client: ClientBase): Promise<AuditCheck> {
  return compare(
    client,
    'open stakes equal the open bets',
    'sums by currency',
    `
    with bets as (
      select currency, sum(stake_minor) as stakes from betting.bet where status = 'ACCEPTED' group by 1),
    ledger as (select * from payment.house_balances('open-stakes'))
    select count(*) as checked,
           array_agg(format('%s: bets %s, ledger %s', coalesce(b.currency, l.currency),
              coalesce(b.stakes, 0), coalesce(l.balance_minor, 0))) filter (
              where coalesce(b.stakes, 0) <> coalesce(l.balance_minor, 0)) as broken
      from bets b full join ledger l on l.currency = b.currency`,
  );
}

/** The exposure of every outcome, counted anew from the open bets. */
async function auditExposure(client: ClientBase): Promise<AuditCheck> {
  return compare(
    client,
    'the recorded exposure equals the open bets',
    'outcomes',
    `
    with bets as (
      select leg ->> 'marketId' as market_id, leg ->> 'outcomeId' as outcome_id,
             sum((b.state -> 'liability' ->> 'returnMinor')::bigint) as payouts
        from betting.bet b cross join lateral jsonb_array_elements(b.state -> 'legs') as leg
       where b.status = 'ACCEPTED' group by 1, 2),
    recorded as (select * from betting.outcome_exposure where payouts_minor <> 0)
    select count(*) as checked,
           (array_agg(format('%s %s', coalesce(b.market_id, r.market_id),
              coalesce(b.outcome_id, r.outcome_id))) filter (
              where b.payouts is distinct from r.payouts_minor))[1:${NAMED_MAX}] as broken
      from bets b full join recorded r
        on r.market_id = b.market_id and r.outcome_id = b.outcome_id`,
  );
}

async function compare(
  client: ClientBase,
  name: string,
  unit: string,
  sql: string,
): Promise<AuditCheck> {
  const { rows } = await client.query<{ checked: bigint; broken: string[] | null }>(sql);
  const result = finding(name);
  for (const row of rows[0]?.broken ?? []) result.add(row);
  return result.check(count(Number(rows[0]?.checked ?? 0n), unit));
}

function finding(name: string) {
  const broken: string[] = [];
  return {
    add: (row: string) => {
      if (broken.length < NAMED_MAX) broken.push(row);
    },
    check: (checked: string): AuditCheck => ({
      name,
      ok: broken.length === 0,
      checked,
      detail: broken.join('; '),
    }),
  };
}

function count(number: number, unit: string): string {
  return `${number.toLocaleString('en')} ${unit}`;
}
