import type { Deposit } from '@winnex/contracts';
import { useRef, useState } from 'preact/hooks';
import { loadWallet, wallet } from '../account/account.ts';
import { session } from '../account/session.ts';
import { useSubmit } from '../account/use-submit.ts';
import { api } from '../api/endpoints.ts';
import { newKey } from '../api/new-key.ts';
import { DepositRoom } from '../limits/deposit-room.tsx';
import { readAmount } from '../slip/stake.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { moneyText } from '../ui/money-text.ts';
import { Note } from '../ui/note.tsx';
import { closeDialog } from '../ui/open-dialog.ts';
import { showToast } from '../ui/toast.tsx';

const presets = ['10', '20', '50', '100'];

export function DepositDialog() {
  const currency = session.value?.profile.currency ?? 'EUR';
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<string | null>(null);
  const [touched, setTouched] = useState(false);
  const amount = readAmount(text, currency);
  // One key for one amount, so that trying again after silence cannot deposit twice.
  const key = useRef<{ amount: bigint; key: string } | null>(null);

  const { busy, errors, error, submit } = useSubmit(async () => {
    setTouched(true);
    setAnswer(null);
    if (amount.kind !== 'amount') return;
    if (key.current?.amount !== amount.minor) {
      key.current = { amount: amount.minor, key: newKey() };
    }
    const amountMinor = String(amount.minor);
    const deposit = await finished(await api.deposit(key.current.key, { amountMinor, currency }));
    key.current = null;
    await loadWallet();
    if (deposit.status === 'completed') {
      showToast(`${moneyText(deposit.amountMinor, currency)} added to your balance.`);
      closeDialog();
    } else if (deposit.status === 'pending') {
      setAnswer('The provider is still working on it. It shows in your statement once it is done.');
    } else {
      setAnswer(`The deposit was refused. ${deposit.reason ?? 'Try another amount or method.'}`);
    }
  });

  return (
    <Dialog title="Deposit" onClose={closeDialog}>
      <form class="grid gap-4 p-4" onSubmit={submit} noValidate>
        {wallet.value !== null && (
          <p class="text-muted text-sm">
            Balance now{' '}
            <span class="font-semibold text-ink tabular-nums">
              {moneyText(wallet.value.cashMinor, currency)}
            </span>
          </p>
        )}
        <DepositRoom />
        {error !== null && (
          <Note tone="error" alert>
            {error}
          </Note>
        )}
        {answer !== null && (
          <Note tone="warn" alert>
            {answer}
          </Note>
        )}
        <Field
          label={`Amount in ${currency}`}
          name="amountMinor"
          type="text"
          decimal
          autocomplete="off"
          testId="deposit-amount"
          value={text}
          error={errors.amountMinor ?? amountError(amount, touched)}
          onText={setText}
        />
        <div class="grid grid-cols-4 gap-2">
          {presets.map((preset) => (
            <button
              key={preset}
              type="button"
              class="button px-0 tabular-nums"
              onClick={() => setText(preset)}
            >
              {preset}
            </button>
          ))}
        </div>
        <button
          type="submit"
          class="button button-main"
          data-testid="deposit-submit"
          disabled={busy}
        >
          {busy ? 'Depositing…' : depositText(amount, currency)}
        </button>
        <Note>Sandbox: no real money moves, and no card is needed.</Note>
      </form>
    </Dialog>
  );
}

const POLL_MS = 700;
const POLLS_MAX = 12;

/** A provider may take some seconds to decide; after that the deposit is left pending. */
async function finished(deposit: Deposit): Promise<Deposit> {
  let known = deposit;
  for (let polls = 0; known.status === 'pending' && polls < POLLS_MAX; polls++) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    known = await api.depositById(known.id);
  }
  return known;
}

type Amount = ReturnType<typeof readAmount>;

function amountError(amount: Amount, touched: boolean): string | undefined {
  if (amount.kind === 'invalid') return amount.message;
  return touched && amount.kind === 'empty' ? 'Enter an amount.' : undefined;
}

function depositText(amount: Amount, currency: string): string {
  return amount.kind === 'amount' ? `Deposit ${moneyText(amount.minor, currency)}` : 'Deposit';
}
