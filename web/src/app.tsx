import { useEffect } from 'preact/hooks';
import { RegisterDialog } from './account/register-dialog.tsx';
import { SettingsDialog } from './account/settings-dialog.tsx';
import { SignInDialog } from './account/sign-in-dialog.tsx';
import { BetsPage } from './bets/bets-page.tsx';
import { FixturePage } from './fixture/fixture-page.tsx';
import { LimitsPage } from './limits/limits-page.tsx';
import { CompetitionRail } from './lobby/competition-list.tsx';
import { LobbyPage } from './lobby/lobby-page.tsx';
import { SlipBadge } from './slip/slip-badge.tsx';
import { SlipPanel } from './slip/slip-panel.tsx';
import { Announcer } from './ui/announcer.tsx';
import { BottomBar } from './ui/bottom-bar.tsx';
import { Dialog } from './ui/dialog.tsx';
import { Footer } from './ui/footer.tsx';
import { Header } from './ui/header.tsx';
import { LinkBanner } from './ui/link-banner.tsx';
import { hasRail } from './ui/media.ts';
import { Empty } from './ui/note.tsx';
import { closeDialog, openDialog } from './ui/open-dialog.ts';
import { type Route, route } from './ui/router.ts';
import { Toast } from './ui/toast.tsx';
import { DepositDialog } from './wallet/deposit-dialog.tsx';
import { WalletPage } from './wallet/wallet-page.tsx';

export function App() {
  useRouteFocus();
  return (
    <>
      <a
        href="#main"
        class="-top-20 fixed left-3 z-50 rounded-lg bg-surface px-4 py-3 font-semibold focus:top-3"
      >
        Skip to the content
      </a>
      <Header />
      <LinkBanner />
      <div class="mx-auto grid max-w-[84rem] grid-cols-1 gap-6 px-3 pt-4 md:grid-cols-[minmax(0,1fr)_20rem] md:px-5 xl:grid-cols-[14rem_minmax(0,1fr)_21rem]">
        <div class="sticky top-[4.5rem] hidden max-h-[calc(100dvh-5.5rem)] self-start overflow-y-auto xl:block">
          <CompetitionRail />
        </div>
        <main id="main" tabIndex={-1} class="min-h-[calc(100dvh-4.5rem)] min-w-0">
          <Page route={route.value} />
        </main>
        {hasRail.value && <SlipRail />}
      </div>
      <Footer />
      <BottomBar />
      <OpenDialog />
      <Toast />
      <Announcer />
    </>
  );
}

function Page({ route: shown }: { route: Route }) {
  switch (shown.page) {
    case 'lobby':
      return <LobbyPage key={shown.competition} competition={shown.competition} />;
    case 'fixture':
      return <FixturePage key={shown.id} id={shown.id} />;
    case 'bets':
      return <BetsPage />;
    case 'wallet':
      return <WalletPage />;
    case 'limits':
      return <LimitsPage />;
    case 'lost':
      return (
        <Empty title="There is no such page" heading>
          <a class="quiet-link" href="/">
            See the matches
          </a>
        </Empty>
      );
  }
}

function SlipRail() {
  return (
    <aside
      aria-labelledby="slip-title"
      class="card sticky top-[4.5rem] flex max-h-[calc(100dvh-5.5rem)] flex-col self-start overflow-hidden"
    >
      <h2
        id="slip-title"
        class="flex items-center gap-2 border-line border-b px-4 py-3 font-semibold"
      >
        Bet slip <SlipBadge />
      </h2>
      <SlipPanel />
    </aside>
  );
}

function OpenDialog() {
  switch (openDialog.value) {
    case 'sign-in':
      return <SignInDialog />;
    case 'register':
      return <RegisterDialog />;
    case 'deposit':
      return <DepositDialog />;
    case 'settings':
      return <SettingsDialog />;
    case 'slip':
      if (hasRail.value) return null;
      return (
        <Dialog title="Bet slip" sheet onClose={closeDialog}>
          <SlipPanel />
        </Dialog>
      );
    case null:
      return null;
  }
}

const titles: Readonly<Record<Route['page'], string>> = {
  lobby: 'Matches',
  fixture: 'Match',
  bets: 'My bets',
  wallet: 'Wallet',
  limits: 'Limits and breaks',
  lost: 'Not found',
};

/** A page change closes the sheet, names the tab and moves focus, as a real page load would. */
function useRouteFocus(): void {
  const shown = route.value;
  useEffect(() => {
    const first = document.title === 'Winnex';
    document.title = `${titles[shown.page]} · Winnex`;
    if (first) return;
    if (openDialog.peek() === 'slip') closeDialog();
    const heading = document.querySelector<HTMLElement>('main h1');
    (heading ?? document.getElementById('main'))?.focus({ preventScroll: true });
  }, [shown]);
}
