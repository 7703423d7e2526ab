import { effect } from '@preact/signals';
import type { OddsPolicy } from '@winnex/contracts';
import { ODDS_FORMATS } from '@winnex/kernel';
import { oneOf, storedSignal } from './stored-signal.ts';

export const oddsFormat = storedSignal('odds-format', 'decimal', oneOf(...ODDS_FORMATS));

/** Which price changes are taken without asking. The protective answer is the default. */
export const oddsPolicy = storedSignal<OddsPolicy>(
  'odds-policy',
  'NONE',
  oneOf('NONE', 'BETTER', 'ANY'),
);

export type Theme = 'system' | 'light' | 'dark';
export const theme = storedSignal<Theme>('theme', 'system', oneOf('system', 'light', 'dark'));

/** Whether price moves are shown with colour and read out. */
export const showMoves = storedSignal<'on' | 'off'>('price-moves', 'on', oneOf('on', 'off'));

if (typeof document !== 'undefined') {
  effect(() => {
    if (theme.value === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme.value;
  });
}
