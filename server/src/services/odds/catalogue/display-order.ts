import { footballMarkets } from '@winnex/kernel';
import type { BoardMarket } from '../board/board.ts';

const TYPE_ORDER: ReadonlyMap<string, number> = new Map(
  footballMarkets.map(({ type }, index) => [type, index]),
);

/** By type as the catalogue lists them, then by line from low to high; unknown types last. */
export function byDisplayOrder(a: BoardMarket, b: BoardMarket): number {
  return (
    rank(a.type) - rank(b.type) ||
    compareText(a.type, b.type) ||
    lineOf(a) - lineOf(b) ||
    compareText(a.specifiers, b.specifiers)
  );
}

/** The market a lobby row shows: the first of the open ones, or the first there is. */
export function mainMarket(inOrder: readonly BoardMarket[]): BoardMarket | null {
  const [first] = inOrder;
  if (first === undefined) return null;
  const ofMainType = inOrder.filter(({ type }) => type === first.type);
  return ofMainType.find(({ status }) => status === 'active') ?? first;
}

function rank(type: string): number {
  return TYPE_ORDER.get(type) ?? TYPE_ORDER.size;
}

/** The number in the specifiers that a line is drawn at; 0 without one. */
function lineOf({ specifiers }: BoardMarket): number {
  const line = /=(-?\d+(?:\.\d+)?)(?:\||$)/.exec(specifiers)?.[1];
  return line === undefined ? 0 : Number(line);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
