import { SlipBadge } from '../slip/slip-badge.tsx';
import { Icon } from './icon.tsx';
import { openDialog } from './open-dialog.ts';
import { type Route, route } from './router.ts';

/** The phone's main navigation, with the slip one tap away from everywhere. */
export function BottomBar() {
  return (
    <nav
      aria-label="Main"
      class="fixed inset-x-0 bottom-0 z-30 grid grid-cols-4 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <BarLink href="/" text="Matches" icon="ball" pages={['lobby', 'fixture']} />
      <BarLink href="/bets" text="My bets" icon="bets" pages={['bets']} />
      <BarLink href="/wallet" text="Wallet" icon="wallet" pages={['wallet']} />
      <button
        type="button"
        class={`${item} text-muted`}
        data-testid="slip-open"
        onClick={() => {
          openDialog.value = 'slip';
        }}
      >
        <span class="relative">
          <Icon name="slip" size={22} />
          <span class="absolute -top-2 left-3.5">
            <SlipBadge />
          </span>
        </span>
        Slip
      </button>
    </nav>
  );
}

const item =
  'flex min-h-14 flex-col items-center justify-center gap-0.5 font-medium text-xs -outline-offset-2';

function BarLink(props: {
  href: string;
  text: string;
  icon: 'ball' | 'bets' | 'wallet';
  pages: readonly Route['page'][];
}) {
  const here = props.pages.includes(route.value.page);
  return (
    <a
      href={props.href}
      aria-current={here ? 'page' : undefined}
      class={`${item} ${here ? 'font-semibold text-accent' : 'text-muted'}`}
    >
      <Icon name={props.icon} size={22} />
      {props.text}
    </a>
  );
}
