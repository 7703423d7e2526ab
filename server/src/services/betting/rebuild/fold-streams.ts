import type { ClientBase } from 'pg';
import type { BetState } from '../domain/bet.ts';
import { fold } from '../domain/evolve.ts';
import { decodeBetEvent } from '../store/event-codec.ts';

/** What the events of one bet say: its state, or why they give none. */
export type FoldedBet =
  | { readonly state: BetState; readonly events: number }
  | { readonly damage: string; readonly events: number };

interface EventRow {
  readonly bet_id: string;
  readonly sequence: number;
  readonly type: string;
  readonly schema_version: number;
  readonly payload: string;
}

/** Folds the streams of these bets, read in one statement. A bet without events is not in it. */
export async function foldStreams(
  client: ClientBase,
  betIds: readonly string[],
): Promise<Map<string, FoldedBet>> {
  const { rows } = await client.query<EventRow>({
    name: 'betting-read-streams',
    text: `select bet_id, sequence, type, schema_version, payload::text as payload
             from betting.bet_event where bet_id = any ($1) order by bet_id, sequence`,
    values: [betIds],
  });
  const streams = Map.groupBy(rows, (row) => row.bet_id);
  return new Map([...streams].map(([betId, stream]) => [betId, foldStream(betId, stream)]));
}

function foldStream(betId: string, stream: readonly EventRow[]): FoldedBet {
  const events = stream.length;
  const gap = stream.findIndex((row, index) => row.sequence !== index + 1);
  if (gap !== -1) return { damage: `event ${gap + 1} is missing`, events };
  try {
    const state = fold(
      stream.map((row) => decodeBetEvent({ ...row, schemaVersion: row.schema_version })),
    );
    if (state?.betId !== betId) return { damage: 'its events are of another bet', events };
    return { state, events };
  } catch (error) {
    return { damage: error instanceof Error ? error.message : String(error), events };
  }
}
