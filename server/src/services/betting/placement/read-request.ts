import { createHash } from 'node:crypto';
import { type PlaceBetRequest, ServiceRefusal } from '@winnex/contracts';
import { countLines, KernelError, oddsFromScaled, parseOdds } from '@winnex/kernel';
import type { Stakes } from '../domain/bet-return.ts';
import type { PlaceBet } from '../domain/decide-placement.ts';

/**
 * Turns a request that matches its schema into a command. Odds are read exactly; the whole stake
 * of a bet whose lines' stake is named follows from its lines.
 */
export function readPlaceBet(
  request: PlaceBetRequest,
  identity: { readonly betId: string; readonly customerId: string; readonly key: string },
): PlaceBet {
  return {
    request: {
      ...identity,
      requestHash: requestHash(request),
      ...readStakes(request),
      oddsPolicy: request.oddsPolicy ?? 'NONE',
    },
    legs: request.legs.map((leg, index) => ({
      marketId: leg.marketId,
      outcomeId: leg.outcomeId,
      odds: readOdds(leg.odds, `/legs/${index}/odds`),
      ...(leg.oddsMin === undefined
        ? {}
        : { oddsMin: readOdds(leg.oddsMin, `/legs/${index}/oddsMin`) }),
      ...(leg.banker === true ? { banker: true } : {}),
    })),
  };
}

/** Type, sizes and stakes of a bet or a quote. Refuses legs that make no bet of that type. */
export function readStakes(request: {
  readonly type: PlaceBetRequest['type'];
  readonly sizes?: readonly number[];
  readonly legs: readonly { readonly banker?: boolean }[];
  readonly stakeMinor: string;
  readonly stakePer?: 'total' | 'line';
  readonly currency: string;
}): Stakes {
  const stakeMinor = BigInt(request.stakeMinor);
  const perLine = request.stakePer === 'line' && request.type !== 'single';
  const lines = perLine ? BigInt(countRequestedLines(request)) : 1n;
  return {
    type: request.type,
    ...(request.sizes === undefined ? {} : { sizes: request.sizes }),
    stakeMinor: stakeMinor * lines,
    lineStakeMinor: perLine ? stakeMinor : null,
    currency: request.currency,
  };
}

/** Lines by the legs' number alone: related legs are judged later, when the board is known. */
function countRequestedLines(request: Parameters<typeof readStakes>[0]): number {
  try {
    return countLines({
      type: request.type,
      ...(request.sizes === undefined ? {} : { sizes: request.sizes }),
      stake: { minor: 1n, currency: request.currency },
      stakePer: 'line',
      legs: request.legs.map((leg) => ({
        odds: evens,
        result: 'open',
        ...(leg.banker === true ? { banker: true } : {}),
      })),
    });
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    throw new ServiceRefusal('invalid-request', 'These legs make no bet of that type.', [
      { pointer: pointerOf(error.path), detail: `${error.message}.` },
    ]);
  }
}

const evens = oddsFromScaled(20_000);

/** `legs[2].odds` as `/legs/2/odds`. */
function pointerOf(path: string): string {
  return path === ''
    ? '/type'
    : `/${path.replaceAll('[', '/').replaceAll(']', '').replaceAll('.', '/')}`;
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
    request.sizes ?? null,
    request.stakeMinor,
    request.stakePer ?? 'total',
    request.currency,
    request.oddsPolicy ?? 'NONE',
    request.legs.map((leg) => [
      leg.marketId,
      leg.outcomeId,
      leg.odds,
      leg.oddsMin ?? null,
      leg.banker ?? false,
      leg.marketVersion ?? null,
    ]),
  ]);
  return createHash('sha256').update(canonical).digest('hex');
}
