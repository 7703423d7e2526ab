import { formatMoney } from '@winnex/kernel';
import { pricesFresh } from '../live/start-live.ts';
import { moneyText } from '../ui/money-text.ts';
import { Note } from '../ui/note.tsx';
import { oddsText } from '../ui/odds-text.ts';
import { closeDialog, openOverSlip } from '../ui/open-dialog.ts';
import { priceAfter } from './leg-check.ts';
import { placeAtNewPrice } from './place.ts';
import { reasonWords } from './reason-words.ts';
import { setStake } from './slip-model.ts';
import { currency } from './slip-state.ts';
import type { LegView } from './slip-totals.ts';
import { slip } from './stored-slip.ts';

/** Why the bet was not accepted, and the one step that puts it right where there is one. */
export function LegRejection({ view }: { view: LegView }) {
  const { leg } = view;
  const { rejection } = leg;
  if (rejection === null) {
    return leg.notice === null ? null : (
      <Note tone="error" alert>
        {leg.notice}
      </Note>
    );
  }
  const formats = { odds: oddsText, money: (minor: string) => moneyText(minor, currency.value) };
  return (
    <div class="grid gap-2" data-testid="rejection" data-code={rejection.code}>
      <Note tone="error" alert>
        <span class="font-semibold">Not placed.</span> {reasonWords(rejection, leg.odds, formats)}
      </Note>
      <NextStep view={view} />
    </div>
  );
}

function NextStep({ view }: { view: LegView }) {
  const { rejection } = view.leg;
  if (rejection?.code === 'ODDS_CHANGED') {
    const price = priceAfter(rejection, view.check);
    if (price === null) return null;
    return (
      <button
        type="button"
        class="button"
        data-testid="resend"
        disabled={!pricesFresh.value || view.stake.kind !== 'amount'}
        onClick={() => void placeAtNewPrice(view.name)}
      >
        Place at {oddsText(price.odds)}
      </button>
    );
  }
  const hasCeiling = rejection?.code === 'STAKE_TOO_HIGH' || rejection?.code === 'EVENT_LIMIT';
  if (hasCeiling && rejection.stakeMinorMax !== undefined) {
    return <UseStake view={view} minor={rejection.stakeMinorMax} />;
  }
  if (rejection?.code === 'STAKE_TOO_LOW' && rejection.stakeMinorMin !== undefined) {
    return <UseStake view={view} minor={rejection.stakeMinorMin} />;
  }
  if (rejection?.code === 'INSUFFICIENT_FUNDS') {
    return (
      <button type="button" class="button" onClick={() => openOverSlip('deposit')}>
        Deposit
      </button>
    );
  }
  if (rejection?.code === 'RG_LIMIT' || rejection?.code === 'ACCOUNT_BLOCKED') {
    return (
      <a class="button" href="/limits" onClick={closeDialog}>
        See your limits and breaks
      </a>
    );
  }
  return null;
}

function UseStake({ view, minor }: { view: LegView; minor: string }) {
  if (minor === '0') return null;
  return (
    <button
      type="button"
      class="button"
      onClick={() => {
        const text = formatMoney({ minor: BigInt(minor), currency: currency.peek() });
        slip.value = setStake(slip.peek(), view.name, text);
      }}
    >
      Change the stake to {moneyText(minor, currency.value)}
    </button>
  );
}
