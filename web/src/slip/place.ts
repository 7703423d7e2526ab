import { session } from '../account/session.ts';
import { announce } from '../ui/announcer.tsx';
import { openOverSlip } from '../ui/open-dialog.ts';
import { oddsPolicy } from '../ui/settings.ts';
import { bettablePrice, priceAfter } from './leg-check.ts';
import type { ReadyLeg } from './placement.ts';
import { type Attempt, acceptPrice, type SlipLeg } from './slip-model.ts';
import { currency, legViews, totals } from './slip-state.ts';
import type { LegView } from './slip-totals.ts';
import { placement } from './start-placement.ts';
import { placedBets, slip } from './stored-slip.ts';

/** Places every pick that is ready, each as a bet of its own. Strangers are asked to sign in. */
export async function placeSlip(): Promise<void> {
  const userId = requireUser();
  if (userId === null) return;
  placedBets.value = [];
  const ready = totals.peek().ready.flatMap((view) => readyLeg(view, userId));
  await placeAll(ready);
}

/** Sends a rejected pick again as a new bet, at the price that the button showed. */
export async function placeAtNewPrice(name: string): Promise<void> {
  const userId = requireUser();
  const view = legViews.peek().find((candidate) => candidate.name === name);
  const rejection = view?.leg.rejection ?? null;
  if (userId === null || view === undefined || rejection === null) return;
  const price = priceAfter(rejection, view.check);
  if (price === null || view.stake.kind !== 'amount') return;
  slip.value = acceptPrice(slip.peek(), name, price.odds, price.version);
  await placeAll([ready(view.leg, userId, price, view.stake.minor)]);
}

export async function sendAgain(leg: SlipLeg, attempt: Attempt): Promise<void> {
  if (requireUser() === attempt.userId) await placement.sendAgain(leg, attempt);
}

export function acceptMoves(views: readonly LegView[]): void {
  slip.value = views.reduce(
    (now, { name, check }) =>
      check.kind === 'moved' ? acceptPrice(now, name, check.odds, check.version) : now,
    slip.peek(),
  );
}

function requireUser(): string | null {
  const userId = session.peek()?.profile.id ?? null;
  if (userId === null) openOverSlip('sign-in');
  return userId;
}

function readyLeg({ leg, check, stake }: LegView, userId: string): ReadyLeg[] {
  const price = bettablePrice(check);
  if (price === null || stake.kind !== 'amount') return [];
  return [ready(leg, userId, price, stake.minor)];
}

function ready(
  leg: SlipLeg,
  userId: string,
  price: { odds: string; version: number },
  stakeMinor: bigint,
): ReadyLeg {
  return {
    leg,
    userId,
    odds: price.odds,
    marketVersion: price.version,
    stakeMinor,
    currency: currency.peek(),
    oddsPolicy: oddsPolicy.peek(),
  };
}

async function placeAll(legs: readonly ReadyLeg[]): Promise<void> {
  const before = placedBets.peek().length;
  await Promise.all(legs.map((leg) => placement.place(leg)));
  const accepted = placedBets.peek().length - before;
  const open = legs.length - accepted;
  if (accepted > 0) announce(accepted === 1 ? 'Bet placed.' : `${accepted} bets placed.`);
  if (open > 0) announce(open === 1 ? '1 bet was not placed.' : `${open} bets were not placed.`);
}
