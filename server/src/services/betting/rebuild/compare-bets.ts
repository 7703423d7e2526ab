import type { ClientBase } from 'pg';
import type { BetState } from '../domain/bet.ts';
import { type FoldedBet, foldStreams } from './fold-streams.ts';
import { jsonDifferences } from './json-differences.ts';
import { rebuiltBet, rebuiltLegs } from './rebuilt-rows.ts';

/** One thing in which what is stored of a bet is not what its events say. */
export interface BetDifference {
  readonly betId: string;
  /** A column, a path in the state, a leg's row, `row` or `events`. */
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
  const differences = [
    ...betIds.flatMap((betId) => differencesOf(betId, folded.get(betId), stored.get(betId))),
    ...(await missingLegs(client, states)),
  ];
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
  /** Columns that are not as rebuilt. */
  readonly columns: readonly {
    readonly name: string;
    /** JSON; null where there is no such column. */
    readonly stored: string | null;
    readonly rebuilt: string | null;
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
                  coalesce((
                    select jsonb_agg(jsonb_build_object(
                             'name', key, 'stored', s.value::text, 'rebuilt', n.value::text) order by key)
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
  return rows.columns.flatMap(({ name, stored, rebuilt }) =>
    name === 'state' && stored !== null && rebuilt !== null
      ? jsonDifferences(JSON.parse(stored), JSON.parse(rebuilt), name).map(
          ({ path, ...values }): BetDifference => ({ betId, where: path, ...values }),
        )
      : difference(name, stored, rebuilt),
  );
}

/** Legs that a market's result would not find. Those that no bet has are found by `strayLegs`. */
async function missingLegs(
  client: ClientBase,
  states: readonly BetState[],
): Promise<BetDifference[]> {
  const { betIds, marketIds, legs } = rebuiltLegs(states);
  const { rows } = await client.query<{ bet_id: string; market_id: string; leg: number }>({
    name: 'betting-missing-legs',
    text: `select x.* from unnest($1::uuid[], $2::text[], $3::smallint[]) as x (bet_id, market_id, leg)
            where not exists (
              select from betting.market m join betting.bet_leg l on l.market_number = m.number
               where m.market_id = x.market_id and l.bet_id = x.bet_id and l.leg = x.leg)`,
    values: [betIds, marketIds, legs],
  });
  return rows.map((row) => ({
    betId: row.bet_id,
    where: `bet_leg ${row.leg}`,
    stored: null,
    rebuilt: row.market_id,
  }));
}
