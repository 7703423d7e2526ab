import { useComputed } from '@preact/signals';
import type { Bet, BetLeg } from '@winnex/contracts';
import { lobby } from '../live/board.ts';
import { kickOffText } from '../lobby/match-clock.ts';
import { reasonWords } from '../slip/reason-words.ts';
import { LiveBadge } from '../ui/live-badge.tsx';
import { moneyText, signedMoneyText } from '../ui/money-text.ts';
import { Note } from '../ui/note.tsx';
import { oddsText } from '../ui/odds-text.ts';
import { resultWord } from '../ui/result-words.ts';
import { fixturePath } from '../ui/router.ts';
import { momentText, now } from '../ui/time-text.ts';
import { betReference, betState, correctionWords, netMinor } from './bet-words.ts';

export function BetCard({ bet }: { bet: Bet }) {
  const correction = correctionWords(bet);
  return (
    <li class="card overflow-hidden" data-testid="bet-card" data-status={bet.status}>
      <header class="flex items-center justify-between gap-3 border-line border-b px-4 py-2.5">
        <p class="font-semibold">
          {bet.legs.length === 1 ? 'Single' : bet.type}
          <span class="ml-2 font-normal text-muted text-sm">{momentText(bet.placedAt)}</span>
        </p>
        <StateChip bet={bet} />
      </header>
      {bet.legs.map((leg) => (
        <Leg key={`${leg.marketId} ${leg.outcomeId}`} leg={leg} />
      ))}
      {correction !== null && (
        <div class="px-4 pb-3">
          <Note tone="warn">{correction}</Note>
        </div>
      )}
      {bet.rejection && (
        <div class="px-4 pb-3">
          <Note>
            {reasonWords(bet.rejection, bet.legs[0]?.odds ?? '1', {
              odds: oddsText,
              money: (minor) => moneyText(minor, bet.currency),
            })}{' '}
            Nothing was taken from your balance.
          </Note>
        </div>
      )}
      <Figures bet={bet} />
    </li>
  );
}

function StateChip({ bet }: { bet: Bet }) {
  const ahead = (netMinor(bet) ?? 0n) > 0n;
  return (
    <p
      class={`rounded-full px-2.5 py-0.5 font-semibold text-sm ${
        ahead ? 'bg-tint text-accent' : 'bg-raised text-ink'
      }`}
    >
      {betState(bet)}
    </p>
  );
}

function Leg({ leg }: { leg: BetLeg }) {
  const fixture = useComputed(() => lobby.value?.get(leg.fixtureId)).value;
  const word = resultWord(leg.result);
  const taken = leg.scoreAtAcceptance;
  return (
    <div class="px-4 py-3">
      <div class="flex items-start justify-between gap-3">
        <p class="font-semibold leading-snug">{leg.outcomeName}</p>
        <p class="font-semibold tabular-nums">{oddsText(leg.odds)}</p>
      </div>
      <p class="text-muted text-sm">
        {leg.marketName}
        {taken && `, placed at ${taken.home}–${taken.away}`}
      </p>
      <p class="mt-0.5 flex flex-wrap items-baseline gap-x-2 text-sm">
        <a class="quiet-link py-0.5" href={fixturePath(leg.fixtureId)}>
          {leg.fixtureName}
        </a>
        {fixture?.score && fixture.status !== 'not-started' && (
          <span class="font-semibold tabular-nums">
            <span class="sr-only">score </span>
            {fixture.score.home}–{fixture.score.away}
          </span>
        )}
        {word === null && fixture && <LiveBadge fixture={fixture} />}
        {word === null && !fixture && (
          <span class="text-muted">{kickOffText(leg.startsAt, now.value)}</span>
        )}
        {word !== null && <span class="text-muted">{word}</span>}
      </p>
    </div>
  );
}

function Figures({ bet }: { bet: Bet }) {
  const net = netMinor(bet);
  return (
    <footer class="flex flex-wrap items-end justify-between gap-x-6 gap-y-2 border-line border-t bg-raised px-4 py-3">
      <dl class="flex flex-wrap gap-x-6 gap-y-2">
        <Figure term="Stake" text={moneyText(bet.stakeMinor, bet.currency)} />
        {net === null ? (
          bet.status === 'ACCEPTED' && (
            <Figure
              term="Returns if won"
              text={moneyText(bet.potentialReturnMinor, bet.currency)}
            />
          )
        ) : (
          <>
            <Figure term="Paid out" text={moneyText(bet.payoutMinor ?? '0', bet.currency)} />
            <Figure term="Net" text={signedMoneyText(net, bet.currency)} />
          </>
        )}
      </dl>
      <p class="text-muted text-xs">
        Reference <span class="select-all font-medium tabular-nums">{betReference(bet.id)}</span>
      </p>
    </footer>
  );
}

function Figure(props: { term: string; text: string }) {
  return (
    <div>
      <dt class="text-muted text-xs">{props.term}</dt>
      <dd class="font-semibold tabular-nums">{props.text}</dd>
    </div>
  );
}
