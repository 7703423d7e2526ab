import type { ClientBase } from 'pg';
import type { BetState } from '../domain/bet.ts';
import { type FoldedBet, foldStreams } from './fold-streams.ts';
import { jsonDifferences } from './json-differences.ts';
import { rebuiltBet, rebuiltLegs } from './rebuilt-rows.ts';

/** One thing in which what is stored of a bet is not what its events say. */
export interface BetDifference {
  readonly betId: string;
  /** A column, a path in the state, `legs`, `row` or `events`. */
  readonly where: string;
  readonly stored: string | null;
  readonly rebuilt: string | null;
}

export interface BetComparison {
  readonly events: number;
  readonly differences: readonly BetDifference[];
  /** The states of bets that differ and can be written anew from their events. */
  readonly repairable: readonly BetState[];
}

/** Compares rows and legs of these bets with their events, as one snapshot shows them. */
export async function compareBets(
  client: ClientBase,
  betIds: readonly string[],
): Promise<BetComparison> {
  const folded = await foldStreams(client, betIds);
  const states = [...folded.values()].flatMap((bet) => ('state' in bet ? [bet.state] : []));
  const stored = await readRows(client, betIds, states);
  const differences = betIds.flatMap((betId) =>
    differencesOf(betId, folded.get(betId), stored.get(betId)),
  );
  const differing = new Set(differences.map(({ betId }) => betId));
  return {
    events: [...folded.values()].reduce((sum, bet) => sum + bet.events, 0),
    differences,
    repairable: states.filter(({ betId }) => differing.has(betId)),
  };
}

interface StoredRows {
  readonly id: string;
  readonly present: boolean;
  readonly legs: readonly string[];
  /** Columns that are not as rebuilt. */
  readonly columns: readonly {
    readonly name: string;
    readonly stored: unknown;
    readonly rebuilt: unknown;
  }[];
}

/**
 * The server compares, column by column over all that the table has, so that numbers, times and
 * JSON are equal when their values are, and a column that nobody rebuilds is found.
 */
async function readRows(
  client: ClientBase,
  betIds: readonly string[],
  states: readonly BetState[],
): Promise<Map<string, StoredRows>> {
  const { rows } = await client.query<StoredRows>({
    name: 'betting-compare-rows',
    text: `select i.id, b.id is not null as present,
                  array(select l.market_id from betting.bet_leg l
                         where l.bet_id = i.id order by l.leg) as legs,
                  coalesce((
                    select jsonb_agg(jsonb_build_object(
                             'name', key, 'stored', s.value, 'rebuilt', n.value) order by key)
                      from jsonb_each(to_jsonb(b)) s full join jsonb_each(to_jsonb(r)) n using (key)
                     where s.value is distinct from n.value), '[]') as columns
             from unnest($1::uuid[]) as i (id)
             left join betting.bet b on b.id = i.id
             left join jsonb_populate_recordset(null::betting.bet, $2::jsonb) r on r.id = i.id`,
    values: [betIds, JSON.stringify(states.map(rebuiltBet))],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

function differencesOf(
  betId: string,
  folded: FoldedBet | undefined,
  rows: StoredRows | undefined,
): BetDifference[] {
  const difference = (where: string, stored: string | null, rebuilt: string | null) => [
    { betId, where, stored, rebuilt },
  ];
  if (folded === undefined) return difference('events', 'a row', null);
  if ('damage' in folded) return difference('events', null, folded.damage);
  if (rows?.present !== true) return difference('row', null, folded.state.status);
  const columns = rows.columns.flatMap(({ name, stored, rebuilt }) =>
    jsonDifferences(stored, rebuilt, name).map((found) => ({
      betId,
      where: found.path,
      stored: found.stored,
      rebuilt: found.rebuilt,
    })),
  );
  const legs = rebuiltLegs(folded.state);
  const sameLegs = legs.join('\n') === rows.legs.join('\n');
  return sameLegs
    ? columns
    : [...columns, ...difference('legs', rows.legs.join(' '), legs.join(' '))];
}
