import { applyMessage } from '../../../board/apply-message.ts';
import { type Board, createBoard } from '../../../board/board.ts';
import { defaultBoardPolicy } from '../../../board/policy.ts';
import type { FeedMessage } from '../../feed.ts';
import { producers } from '../telling.ts';
import { aboutFixtures } from './season-player.ts';

/** The board after these messages, and whatever of them could not be taken. */
export function boardOf(messages: readonly FeedMessage[]): { board: Board; refusals: string[] } {
  const board = createBoard(defaultBoardPolicy);
  for (const producer of producers) board.producersUp.add(producer);
  const refusals = aboutFixtures(messages).flatMap((message) =>
    applyMessage(board, message).refusals.map(({ reason }) => `${message.kind}: ${reason}`),
  );
  return { board, refusals };
}

/** What people and the betting service see of a fixture on a board; old prices do not matter. */
export function shownOf(board: Board, fixtureId: string) {
  const fixture = board.fixtures.get(fixtureId);
  if (!fixture) return undefined;
  const markets = [...fixture.markets.values()]
    .filter(({ offer }) => offer !== null)
    .map(({ type, specifiers, status, offer, told }) => ({
      key: `${type}?${specifiers}`,
      status,
      odds: status === 'active' && offer?.outcomes.map(({ id, odds }) => `${id}@${odds}`),
      told,
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const play = Object.entries(fixture.play).map(([part, { value }]) => [part, value]);
  return { status: fixture.status.value, play: Object.fromEntries(play), markets };
}
