import { ServiceRefusal } from '@winnex/contracts';

/** Up to where, exclusive, each of a customer's accounts has been read: sequences of entries. */
export interface StatementPosition {
  readonly cash: bigint;
  readonly owed: bigint;
}

/** Before the newest entry: no sequence reaches a bigint's end. */
export const statementTop: StatementPosition = { cash: 2n ** 63n - 1n, owed: 2n ** 63n - 1n };

export function writeCursor({ cash, owed }: StatementPosition): string {
  return Buffer.from(`${cash}.${owed}`).toString('base64url');
}

/** Throws `invalid-request` for a text that no page returned. */
export function readCursor(text: string): StatementPosition {
  const match = /^(\d{1,19})\.(\d{1,19})$/.exec(Buffer.from(text, 'base64url').toString());
  const [cash, owed] = [BigInt(match?.[1] ?? -1), BigInt(match?.[2] ?? -1)];
  if (cash < 0n || owed < 0n || cash > statementTop.cash || owed > statementTop.owed) {
    const detail = 'Pass the nextCursor of the page before, unchanged.';
    throw new ServiceRefusal('invalid-request', detail, [{ pointer: '/cursor', detail }]);
  }
  return { cash, owed };
}
