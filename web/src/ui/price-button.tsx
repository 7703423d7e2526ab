import type { Market, Outcome } from '@winnex/contracts';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Direction, priceDirection } from '../live/price-change.ts';
import { pricesFresh } from '../live/start-live.ts';
import { hasPick, togglePick } from '../slip/slip-model.ts';
import { slip } from '../slip/stored-slip.ts';
import { announce } from './announcer.tsx';
import { Icon } from './icon.tsx';
import { oddsText } from './odds-text.ts';
import { resultWord } from './result-words.ts';
import { showMoves } from './settings.ts';

interface PriceButtonProps {
  readonly fixtureName: string;
  readonly market: Market;
  readonly outcome: Outcome;
  /** What stands on the button when it is not the outcome's name, such as `1`. */
  readonly short?: string;
  /** Name above price where three stand beside each other on a phone. */
  readonly stacked?: boolean;
  readonly class?: string;
}

/** A price that can be picked. Its size never depends on the price, so nothing around it moves. */
export function PriceButton(props: PriceButtonProps) {
  const { fixtureName, market, outcome, short } = props;
  const move = useMove(outcome.odds);
  const state = buttonState(market, outcome);
  const picked = hasPick(slip.value, market.id, outcome.id);
  // A price may change between press and release: what was pressed is what is picked.
  const pressed = useRef<{ odds: string; version: number } | null>(null);
  const live = state === 'open' && outcome.odds !== null;

  function pick(): void {
    const seen = pressed.current ?? { odds: outcome.odds, version: market.version };
    pressed.current = null;
    if (seen.odds === null || (!live && !picked)) return;
    slip.value = togglePick(slip.peek(), {
      fixtureId: market.fixtureId,
      fixtureName,
      marketId: market.id,
      marketName: market.name,
      outcomeId: outcome.id,
      outcomeName: outcome.name,
      odds: seen.odds,
      marketVersion: seen.version,
    });
    announce(`${outcome.name} ${picked ? 'removed from' : 'added to'} the slip.`);
  }

  return (
    <button
      type="button"
      class={`relative isolate flex min-h-12 min-w-0 items-center overflow-hidden rounded-lg px-2.5 text-sm ${
        layouts[short ? 'short' : props.stacked ? 'stacked' : 'inline']
      } ${look(picked, live)} ${props.class ?? ''}`}
      aria-pressed={picked}
      aria-disabled={!live && !picked}
      data-testid="price-button"
      data-market-id={market.id}
      data-outcome-id={outcome.id}
      onPointerDown={() => {
        pressed.current =
          outcome.odds === null ? null : { odds: outcome.odds, version: market.version };
      }}
      onPointerCancel={() => {
        pressed.current = null;
      }}
      onClick={pick}
    >
      {move && live && <Move direction={move} />}
      {short ? (
        <span class={`text-xs ${picked ? '' : 'text-muted'}`}>
          {short}
          <span class="sr-only"> {outcome.name}</span>
        </span>
      ) : (
        <span class="wrap-break-word min-w-0 max-w-full text-left leading-snug">
          {outcome.name}
        </span>
      )}
      <Price state={state} outcome={outcome} move={live ? move : null} />
    </button>
  );
}

const layouts = {
  short: 'flex-col justify-center leading-tight',
  inline: 'justify-between gap-2 py-1.5',
  stacked: 'flex-col items-start justify-between py-1.5 @lg:flex-row @lg:items-center @lg:gap-2',
} as const;

/** `locked`: the market may be open, but this page has not heard from it lately. */
type ButtonState = 'open' | 'locked' | 'suspended' | 'closed' | 'settled' | 'cancelled';

function buttonState(market: Market, outcome: Outcome): ButtonState {
  if (market.status === 'settled') return 'settled';
  if (market.status === 'cancelled') return 'cancelled';
  if (market.status === 'inactive' || outcome.odds === null) return 'closed';
  if (market.status !== 'active' || !outcome.active) return 'suspended';
  return pricesFresh.value ? 'open' : 'locked';
}

function look(picked: boolean, live: boolean): string {
  if (picked) return 'bg-accent text-on-accent';
  return live ? 'bg-raised hover:bg-hover' : 'cursor-default bg-raised text-muted';
}

function Price(props: { state: ButtonState; outcome: Outcome; move: Direction | null }) {
  const { state, outcome } = props;
  if (state === 'open' && outcome.odds !== null) {
    return (
      <span class="font-semibold text-base tabular-nums">
        {oddsText(outcome.odds)}
        {props.move && <span class="sr-only"> price went {props.move}</span>}
      </span>
    );
  }
  if (state === 'suspended' || state === 'locked') {
    return (
      <span class="flex min-h-6 items-center gap-0.5 text-xs">
        <Icon name="lock" size={13} />
        {state === 'locked' ? 'Locked' : 'Suspended'}
      </span>
    );
  }
  const word = state === 'settled' ? resultWord(outcome.result) : null;
  const text = word ?? (state === 'cancelled' ? 'Cancelled' : 'Closed');
  return (
    <span class={`shrink-0 text-sm ${word === 'Won' ? 'font-semibold text-accent' : ''}`}>
      {text}
    </span>
  );
}

function Move({ direction }: { direction: Direction }) {
  const up = direction === 'up';
  return (
    <span
      class={`moved pointer-events-none absolute inset-0 -z-10 animate-move rounded-lg ${
        up ? 'bg-up-tint text-up' : 'bg-down-tint text-down'
      }`}
      aria-hidden="true"
    >
      <svg
        class={`absolute right-1 ${up ? 'top-1' : 'bottom-1'}`}
        width="9"
        height="8"
        viewBox="0 0 9 8"
        aria-hidden="true"
      >
        <path d={up ? 'M4.5 0 9 8H0Z' : 'M0 0h9L4.5 8Z'} fill="currentColor" />
      </svg>
    </span>
  );
}

/** Which way a price went just now; null again after a second. */
export function useMove(odds: string | null): Direction | null {
  const before = useRef(odds);
  const [move, setMove] = useState<Direction | null>(null);
  useEffect(() => {
    const direction = priceDirection(before.current, odds);
    before.current = odds;
    if (showMoves.peek() === 'off') return;
    setMove(direction);
    if (direction === null) return;
    const timer = setTimeout(() => setMove(null), 950);
    return () => clearTimeout(timer);
  }, [odds]);
  return move;
}
