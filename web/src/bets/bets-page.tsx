import { useEffect } from 'preact/hooks';
import { SignedInOnly } from '../account/signed-in-only.tsx';
import { Empty, Loading, Note } from '../ui/note.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { BetCard } from './bet-card.tsx';
import { betPages, betsOf, loadBets } from './bet-pages.ts';
import type { BetTab } from './bet-words.ts';

export function BetsPage() {
  return (
    <div class="grid grid-cols-1 gap-4">
      <h1 class="font-semibold text-2xl tracking-tight" tabIndex={-1}>
        My bets
      </h1>
      <SignedInOnly what="your bets">
        <Bets />
      </SignedInOnly>
    </div>
  );
}

const nothing: Readonly<Record<BetTab, string>> = {
  open: 'No open bets',
  settled: 'No settled bets yet',
  rejected: 'No rejected bets',
};

function Bets() {
  const { tab, loading, error, nextCursor } = betPages.value;
  const bets = betsOf(tab);
  useEffect(() => void loadBets(betPages.peek().tab), []);
  return (
    <>
      <Segmented
        label="Which bets"
        hideLabel
        value={tab}
        options={[
          { value: 'open', text: 'Open' },
          { value: 'settled', text: 'Settled' },
          { value: 'rejected', text: 'Rejected' },
        ]}
        testId="bets-tab"
        onChange={(next) => void loadBets(next)}
      />
      {error !== null && (
        <Note tone="error" alert>
          {error}{' '}
          <button type="button" class="quiet-link" onClick={() => void loadBets(tab)}>
            Try again
          </button>
        </Note>
      )}
      {bets.length > 0 && (
        <ul class="grid grid-cols-1 gap-3">
          {bets.map((bet) => (
            <BetCard key={bet.id} bet={bet} />
          ))}
        </ul>
      )}
      {bets.length === 0 && loading && <Loading rows={3} />}
      {bets.length === 0 && !loading && error === null && (
        <Empty title={nothing[tab]}>
          {tab === 'open' && (
            <a class="quiet-link" href="/">
              See the matches
            </a>
          )}
        </Empty>
      )}
      {nextCursor !== null && !loading && (
        <button type="button" class="button" onClick={() => void loadBets(tab, true)}>
          Show older bets
        </button>
      )}
    </>
  );
}
