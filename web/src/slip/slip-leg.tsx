import { useId } from 'preact/hooks';
import { pricesFresh } from '../live/start-live.ts';
import { Icon } from '../ui/icon.tsx';
import { moneyText } from '../ui/money-text.ts';
import { oddsText } from '../ui/odds-text.ts';
import { fixturePath } from '../ui/router.ts';
import { LegAttempt } from './leg-attempt.tsx';
import { LegRejection } from './leg-rejection.tsx';
import { canRemove, removeLeg, setStake } from './slip-model.ts';
import { currency } from './slip-state.ts';
import type { LegView } from './slip-totals.ts';
import { slip } from './stored-slip.ts';

/** One pick: what it is, its price, its stake, and whatever stands in its way. */
export function SlipLegView({ view }: { view: LegView }) {
  const { leg, name } = view;
  return (
    <li class="border-line border-b px-4 py-3" data-testid="slip-leg" data-leg={name}>
      <div class="flex items-start gap-2">
        <div class="min-w-0 flex-1">
          <p class="font-semibold leading-snug">{leg.outcomeName}</p>
          <p class="text-muted text-sm">{leg.marketName}</p>
          <a
            class="block truncate py-0.5 text-muted text-sm hover:text-ink hover:underline"
            href={fixturePath(leg.fixtureId)}
          >
            {leg.fixtureName}
          </a>
        </div>
        <LegPrice view={view} />
        <button
          type="button"
          class="-mt-2 -mr-3 grid size-11 place-items-center rounded-lg text-muted hover:text-ink disabled:opacity-30"
          aria-label={`Remove ${leg.outcomeName}`}
          disabled={!canRemove(leg)}
          onClick={() => {
            slip.value = removeLeg(slip.peek(), name);
          }}
        >
          <Icon name="close" size={16} />
        </button>
      </div>
      {leg.attempt === null ? (
        <div class="mt-2 grid gap-2">
          <StakeInput view={view} />
          <LegState view={view} />
          <LegRejection view={view} />
        </div>
      ) : (
        <LegAttempt leg={leg} attempt={leg.attempt} />
      )}
    </li>
  );
}

function LegPrice({ view }: { view: LegView }) {
  const { check, leg } = view;
  const sent = leg.attempt?.request.legs[0]?.odds;
  if (sent !== undefined || (check.kind !== 'ready' && check.kind !== 'moved')) {
    return (
      <p class="min-w-12 text-right font-semibold tabular-nums">{oddsText(sent ?? leg.odds)}</p>
    );
  }
  if (check.kind === 'ready') {
    return <p class="min-w-12 text-right font-semibold tabular-nums">{oddsText(check.odds)}</p>;
  }
  const up = check.direction === 'up';
  return (
    <p class="min-w-12 text-right tabular-nums">
      <s class="block text-muted text-sm">
        <span class="sr-only">Price was </span>
        {oddsText(check.from)}
      </s>
      <span class={`font-semibold ${up ? 'text-up' : 'text-down'}`}>
        <span aria-hidden="true">{up ? '▲ ' : '▼ '}</span>
        <span class="sr-only">now {up ? 'higher' : 'lower'}, </span>
        {oddsText(check.odds)}
      </span>
    </p>
  );
}

function StakeInput({ view }: { view: LegView }) {
  const id = useId();
  const { leg, name, stake, returnMinor } = view;
  const invalid = stake.kind === 'invalid';
  return (
    <div>
      <div class="flex items-center gap-2">
        <label class="sr-only" for={id}>
          Stake on {leg.outcomeName} in {currency.value}
        </label>
        <div class="relative w-32 shrink-0">
          <span
            class="pointer-events-none absolute top-3 left-3 text-muted text-sm"
            aria-hidden="true"
          >
            {currency.value}
          </span>
          <input
            id={id}
            class="input pl-13 text-right font-medium tabular-nums"
            type="text"
            inputMode="decimal"
            autocomplete="off"
            maxLength={20}
            placeholder="0.00"
            value={leg.stakeText}
            aria-invalid={invalid}
            aria-describedby={`${id}-hint`}
            data-testid="stake-input"
            onInput={(event) => {
              slip.value = setStake(slip.peek(), name, event.currentTarget.value);
            }}
          />
        </div>
        <p class="min-w-0 flex-1 text-right text-muted text-sm">
          Returns
          <span class="block truncate font-medium text-ink tabular-nums">
            {returnMinor === null ? '–' : moneyText(returnMinor, currency.value)}
          </span>
        </p>
      </div>
      <p id={`${id}-hint`} class="mt-1 font-medium text-error text-sm empty:hidden">
        {invalid && stake.message}
      </p>
    </div>
  );
}

/** Why this pick cannot go out now, or what changed about it. */
function LegState({ view }: { view: LegView }) {
  const { check } = view;
  if (check.kind === 'suspended') {
    return <StateLine icon="lock" text="Suspended for the moment" />;
  }
  if (check.kind === 'closed') return <StateLine icon="lock" text={check.words} />;
  if (check.kind === 'loading' && pricesFresh.value) {
    return <StateLine icon="clock" text="Waiting for its price" />;
  }
  if (check.kind === 'moved' && !check.mustAccept) {
    return <StateLine icon="info" text="Price changed; your setting accepts this" />;
  }
  return null;
}

function StateLine(props: { icon: 'lock' | 'clock' | 'info'; text: string }) {
  return (
    <p class="flex items-center gap-1.5 font-medium text-muted text-sm">
      <Icon name={props.icon} size={16} />
      {props.text}
    </p>
  );
}
