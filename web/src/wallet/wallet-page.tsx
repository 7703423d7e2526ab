import type { StatementLine } from '@winnex/contracts';
import { useEffect } from 'preact/hooks';
import { wallet } from '../account/account.ts';
import { SignedInOnly } from '../account/signed-in-only.tsx';
import { betReference } from '../bets/bet-words.ts';
import { moneyText, signedMoneyText } from '../ui/money-text.ts';
import { Empty, Loading, Note } from '../ui/note.tsx';
import { openDialog } from '../ui/open-dialog.ts';
import { momentText } from '../ui/time-text.ts';
import { forgetStatement, loadStatement, statement } from './statement.ts';

export function WalletPage() {
  return (
    <div class="grid grid-cols-1 gap-4">
      <h1 class="font-semibold text-2xl tracking-tight" tabIndex={-1}>
        Wallet
      </h1>
      <SignedInOnly what="your wallet">
        <Balance />
        <Statement />
      </SignedInOnly>
    </div>
  );
}

function Balance() {
  const known = wallet.value;
  return (
    <section class="card flex flex-wrap items-center justify-between gap-4 p-4 sm:p-5">
      <div>
        <h2 class="text-muted text-sm">Balance</h2>
        <p class="font-semibold text-3xl tabular-nums tracking-tight">
          {known === null ? '…' : moneyText(known.cashMinor, known.currency)}
        </p>
        {known !== null && (
          <p class="mt-1 text-muted text-sm">
            Deposits less withdrawals so far:{' '}
            <span class="tabular-nums">
              {signedMoneyText(known.netDepositsMinor, known.currency)}
            </span>
          </p>
        )}
      </div>
      <button
        type="button"
        class="button button-main"
        data-testid="deposit-open"
        onClick={() => {
          openDialog.value = 'deposit';
        }}
      >
        Deposit
      </button>
      {known !== null && known.owedMinor !== '0' && (
        <div class="w-full">
          <Note tone="warn">
            A corrected result took back {moneyText(known.owedMinor, known.currency)} more than your
            balance held. It is settled from what comes in next.
          </Note>
        </div>
      )}
    </section>
  );
}

function Statement() {
  const { lines, loading, error, nextCursor } = statement.value;
  // A changed balance means a new line.
  const balance = wallet.value?.cashMinor;
  useEffect(() => void loadStatement(), [balance]);
  useEffect(() => forgetStatement, []);
  return (
    <section aria-label="Statement" class="grid grid-cols-1 gap-3">
      <h2 class="mt-1 font-semibold text-lg">Statement</h2>
      {error !== null && (
        <Note tone="error" alert>
          {error}
        </Note>
      )}
      {lines.length === 0 && loading && <Loading rows={3} />}
      {lines.length === 0 && !loading && error === null && (
        <Empty title="Nothing yet">Deposits, stakes and payouts are listed here.</Empty>
      )}
      {lines.length > 0 && <Lines lines={lines} />}
      {nextCursor !== null && (
        <button
          type="button"
          class="button"
          disabled={loading}
          onClick={() => void loadStatement(true)}
        >
          Show older lines
        </button>
      )}
    </section>
  );
}

function Lines({ lines }: { lines: readonly StatementLine[] }) {
  return (
    <div class="card overflow-hidden">
      <table class="w-full text-sm" data-testid="statement">
        <thead>
          <tr class="border-line border-b text-left text-muted text-xs">
            <th scope="col" class="px-3 py-2.5 font-medium sm:px-4">
              What and when
            </th>
            <th scope="col" class="py-2.5 text-right font-medium">
              Amount
            </th>
            <th scope="col" class="px-3 py-2.5 text-right font-medium sm:px-4">
              Balance
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id} class="border-line border-b last:border-b-0">
              <td class="px-3 py-2.5 sm:px-4">
                <span class="block font-medium">{line.description}</span>
                <span class="text-muted text-xs">
                  {momentText(line.at)}
                  {line.reference && ` · ${betReference(line.reference)}`}
                </span>
              </td>
              <td class="whitespace-nowrap py-2.5 text-right align-top font-medium tabular-nums">
                {signedMoneyText(line.amountMinor, line.currency)}
              </td>
              <td class="whitespace-nowrap px-3 py-2.5 text-right align-top text-muted tabular-nums sm:px-4">
                {moneyText(line.balanceMinor, line.currency)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
