import {
  type Caller,
  type Permission,
  type PlaceBetRequest,
  ServiceRefusal,
  type UserOperations,
} from '@winnex/contracts';
import type { Pool } from 'pg';
import { classifyDatabaseError } from '../../../platform/database/database-error.ts';
import {
  type GroupCommit,
  groupCommit,
  type Outcome,
} from '../../../platform/database/group-commit.ts';
import { transaction } from '../../../platform/database/pool.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Ids } from '../../../platform/ports/ids.ts';
import type { Logger } from '../../../platform/telemetry/logger.ts';
import type { BetState } from '../domain/bet.ts';
import type { BettingPermission } from '../domain/betting-permission.ts';
import { findByKeys } from '../store/bets.ts';
import { keyReused } from './key-reused.ts';
import { type PlacementItem, type PlacementRules, placeBatch } from './place-batch.ts';
import { readPlaceBet } from './read-request.ts';

export interface PlacementDependencies {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly rules: PlacementRules;
  readonly permissions: UserOperations['permissions'];
  /** Largest batch, and how many may wait for the next one. */
  readonly batchMax: number;
  readonly waitingMax: number;
}

export interface Placement {
  /** The bet as first answered for this key. Resolves only after its commit. */
  place(caller: Caller, key: string, request: PlaceBetRequest): Promise<BetState>;
  waiting(): number;
  idle(): Promise<void>;
}

/** Placement of bets, in batches that gather while the last one commits. */
export function createPlacement(dependencies: PlacementDependencies): Placement {
  const { pool, clock, ids, logger, rules } = dependencies;

  const commitTogether = (items: readonly PlacementItem[]): Promise<Outcome<BetState>[]> =>
    transaction(pool, (client) => placeBatch(client, items, rules, clock.now()));

  async function commit(items: readonly PlacementItem[]): Promise<Outcome<BetState>[]> {
    const judged = await withPermissions(items, dependencies.permissions);
    try {
      return await commitTogether(judged);
    } catch (error) {
      const kind = classifyDatabaseError(error);
      logger.warn({ err: error, kind, bets: items.length }, 'placement batch failed');
      if (kind === 'unknown-outcome') return resolveUnknown(judged);
      // One poisoned bet, or a race for a key with another process: each on its own.
      return Promise.all(judged.map((item) => commitAlone(item)));
    }
  }

  async function commitAlone(item: PlacementItem): Promise<Outcome<BetState>> {
    try {
      const [outcome] = await commitTogether([item]);
      return outcome ?? { ok: false, error: new Error('no outcome') };
    } catch (error) {
      if (classifyDatabaseError(error) !== 'constraint') return { ok: false, error };
      const [outcome] = await lookUp([item]);
      return outcome?.ok === true ? outcome : { ok: false, error };
    }
  }

  /** The connection was lost while committing: what is found under the key is the answer. */
  async function resolveUnknown(items: readonly PlacementItem[]): Promise<Outcome<BetState>[]> {
    try {
      return await lookUp(items);
    } catch (error) {
      return items.map(() => ({ ok: false, error: unknownOutcome(error) }));
    }
  }

  async function lookUp(items: readonly PlacementItem[]): Promise<Outcome<BetState>[]> {
    const requests = items.map(({ command }) => command.request);
    const states = await findByKeys(pool, requests);
    return requests.map((request): Outcome<BetState> => {
      const state = states.find(
        (candidate) => candidate.customerId === request.customerId && candidate.key === request.key,
      );
      if (state === undefined) return { ok: false, error: unknownOutcome() };
      if (state.requestHash !== request.requestHash) return { ok: false, error: keyReused() };
      return { ok: true, answer: state };
    });
  }

  const group: GroupCommit<PlacementItem, BetState> = groupCommit({
    commit,
    batchMax: dependencies.batchMax,
    waitingMax: dependencies.waitingMax,
    overloaded: () =>
      new ServiceRefusal('unavailable', 'Too many bets at once. Send it again in a second.'),
  });

  return {
    async place(caller, key, request) {
      const command = readPlaceBet(request, { betId: ids.next(), customerId: caller.userId, key });
      return group.submit({ command, accountCurrency: caller.currency, permission: null });
    },
    waiting: () => group.waiting(),
    idle: () => group.idle(),
  };
}

async function withPermissions(
  items: readonly PlacementItem[],
  permissions: PlacementDependencies['permissions'],
): Promise<PlacementItem[]> {
  const known = await permissions([
    ...new Set(items.map(({ command }) => command.request.customerId)),
  ]);
  return items.map((item) => {
    const permission = known.get(item.command.request.customerId);
    return { ...item, permission: permission === undefined ? null : bettingPermission(permission) };
  });
}

function bettingPermission({ bar, rules, limits }: Permission): BettingPermission {
  return { barMessage: bar?.message ?? null, inPlayMarkets: rules.inPlayMarkets, limits };
}

function unknownOutcome(cause?: unknown): ServiceRefusal {
  const refusal = new ServiceRefusal(
    'unavailable',
    'It is not known yet whether this bet was placed. Send the same request with the same key.',
  );
  if (cause !== undefined) refusal.cause = cause;
  return refusal;
}
