import { computed } from '@preact/signals';
import { wallet } from '../account/account.ts';
import { session } from '../account/session.ts';
import { oddsPolicy } from '../ui/settings.ts';
import { totalSlip, viewLeg } from './slip-totals.ts';
import { slip } from './stored-slip.ts';

/** Stakes of a stranger are shown in this currency until an account says otherwise. */
const STRANGERS_CURRENCY = 'EUR';

export const currency = computed(
  () => wallet.value?.currency ?? session.value?.profile.currency ?? STRANGERS_CURRENCY,
);

export const legViews = computed(() =>
  slip.value.legs.map((leg) => viewLeg(leg, oddsPolicy.value, currency.value)),
);

export const totals = computed(() => totalSlip(legViews.value));
