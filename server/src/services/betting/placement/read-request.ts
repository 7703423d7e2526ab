import { createHash } from 'node:crypto';
import { type PlaceBetRequest, ServiceRefusal } from '@winnex/contracts';
import { KernelError, parseOdds } from '@winnex/kernel';
import type { PlaceBet } from '../domain/decide-placement.ts';

/** Turns a request that matches its schema into a command. Odds are read exactly. */
export function readPlaceBet(
  request: PlaceBetRequest,
  identity: { readonly betId: string; readonly customerId: string; readonly key: string },
): PlaceBet {
  return {
    request: {
      ...identity,
      requestHash: requestHash(request),
      type: request.type,
      stakeMinor: BigInt(request.stakeMinor),
      currency: request.currency,
      oddsPolicy: request.oddsPolicy ?? 'NONE',
    },
    legs: request.legs.map((leg, index) => ({
      marketId: leg.marketId,
      outcomeId: leg.outcomeId,
      odds: readOdds(leg.odds, `/legs/${index}/odds`),
    })),
  };
}

function readOdds(text: string, pointer: string): number {
  try {
    return parseOdds(text).scaled;
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    throw new ServiceRefusal('invalid-request', 'The odds cannot be read.', [
      { pointer, detail: error.message },
    ]);
  }
}

/** The same request gives the same hash whatever the order of its fields. */
function requestHash(request: PlaceBetRequest): string {
  const canonical = JSON.stringify([
    request.type,
    request.stakeMinor,
    request.currency,
    request.oddsPolicy ?? 'NONE',
    request.legs.map((leg) => [leg.marketId, leg.outcomeId, leg.odds, leg.marketVersion ?? null]),
  ]);
  return createHash('sha256').update(canonical).digest('hex');
}
