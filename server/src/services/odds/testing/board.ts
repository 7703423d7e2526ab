import type { MarketStatus } from '@winnex/contracts';
import { type Applied, applyMessage } from '../board/apply-message.ts';
import { type Board, type BoardMarket, createBoard } from '../board/board.ts';
import { type BoardPolicy, defaultBoardPolicy } from '../board/policy.ts';
import { releaseProducer } from '../board/producers.ts';
import type { BoardMessage } from '../board/readable.ts';

/** A board on which the producer `live` is up. */
export function boardOf(
  messages: readonly BoardMessage[] = [],
  policy: Partial<BoardPolicy> = {},
): Board {
  const board = createBoard({ ...defaultBoardPolicy, ...policy });
  releaseProducer(board, 'live', 0);
  applyAll(board, messages);
  return board;
}

export function applyAll(board: Board, messages: readonly BoardMessage[]): Applied[] {
  return messages.map((message) => applyMessage(board, message));
}

export function marketOn(board: Board, id = 'm1/1x2'): BoardMarket {
  const market = board.fixtures.get(id.split('/')[0]!)?.markets.get(id);
  if (market === undefined) throw new Error(`no market ${id} on the board`);
  return market;
}

export function statusOn(board: Board, id = 'm1/1x2'): MarketStatus {
  return marketOn(board, id).status;
}

/** The results that messages lead to, in short: `1 settled home`, `2 rolled-back`. */
export function resultsOf(applied: readonly Applied[]): string[] {
  return applied
    .flatMap(({ change }) => change?.results ?? [])
    .map(({ change }) => {
      const winners =
        change.kind === 'settled'
          ? change.outcomes.filter(({ result }) => result === 'won').map(({ id }) => ` ${id}`)
          : [];
      return `${change.resultVersion} ${change.kind}${winners.join('')}`;
    });
}

/**
 * Everything on a board but the versions, which count what was seen on the way, and results taken
 * back; sets in order. Two boards that say the same have the same fingerprint.
 */
export function fingerprint(board: Board): unknown {
  return [...board.fixtures.values()].map(({ description, status, play, markets }) => ({
    description,
    status,
    play,
    markets: sorted(
      [...markets.values()].map(({ version: _, resultVersion: __, ...market }) => ({
        ...market,
        settlement: market.settlement?.standing ? market.settlement : null,
        cancellations: sorted(market.cancellations),
        told: { ...market.told, cancelled: sorted(market.told.cancelled) },
      })),
    ),
  }));
}

function sorted<Item>(items: readonly Item[]): readonly Item[] {
  return [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
