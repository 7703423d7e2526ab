import { wallet } from '../account/account.ts';
import { session, sessionKnown } from '../account/session.ts';
import { Icon } from './icon.tsx';
import { moneyText } from './money-text.ts';
import { openDialog } from './open-dialog.ts';
import { type Route, route } from './router.ts';
import { clockText, now } from './time-text.ts';

export function Header() {
  return (
    <header class="sticky top-0 z-30 bg-brand text-on-brand">
      <div class="mx-auto flex h-14 max-w-[84rem] items-center gap-2 px-3 md:gap-4 md:px-5">
        <a
          href="/"
          class="flex min-h-11 items-center gap-2 rounded-md font-bold text-lg outline-offset-0"
        >
          <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
            <path
              d="M4 9l5.5 14L16 11l6.5 12L28 9"
              fill="none"
              stroke="#7be0b5"
              stroke-width="3.6"
              stroke-linecap="round"
              stroke-linejoin="round"
            />
          </svg>
          Winnex
        </a>
        <nav aria-label="Main" class="ml-4 hidden gap-1 md:flex">
          <HeaderLink href="/" text="Matches" pages={['lobby', 'fixture']} />
          <HeaderLink href="/bets" text="My bets" pages={['bets']} />
          <HeaderLink href="/wallet" text="Wallet" pages={['wallet']} />
          <div class="hidden lg:block">
            <HeaderLink href="/limits" text="Limits and breaks" pages={['limits']} />
          </div>
        </nav>
        <p class="ml-auto text-brand-muted text-sm tabular-nums">
          <span class="sr-only">The time is </span>
          {clockText(now.value)}
        </p>
        <AccountArea />
        <button
          type="button"
          class="grid size-11 place-items-center rounded-lg hover:bg-white/10"
          aria-label="Settings"
          data-testid="settings-open"
          onClick={() => {
            openDialog.value = 'settings';
          }}
        >
          <Icon name="sliders" />
        </button>
      </div>
    </header>
  );
}

function HeaderLink(props: { href: string; text: string; pages: readonly Route['page'][] }) {
  const here = props.pages.includes(route.value.page);
  return (
    <a
      href={props.href}
      aria-current={here ? 'page' : undefined}
      class={`grid min-h-11 place-items-center rounded-lg px-3 font-medium ${
        here ? 'bg-white/12 text-on-brand' : 'text-brand-muted hover:text-on-brand'
      }`}
    >
      {props.text}
    </a>
  );
}

function AccountArea() {
  if (session.value === null) return sessionKnown.value ? <SignInButtons /> : null;
  const known = wallet.value;
  return (
    <div class="flex items-center overflow-hidden rounded-lg bg-white/12">
      <a
        href="/wallet"
        class="grid min-h-11 place-items-center px-3 font-semibold tabular-nums hover:bg-white/10"
      >
        <span>
          <span class="sr-only">Balance </span>
          <span data-testid="balance">
            {known === null ? '…' : moneyText(known.cashMinor, known.currency)}
          </span>
        </span>
      </a>
      <button
        type="button"
        class="hidden min-h-11 border-white/20 border-l px-3 font-medium text-sm hover:bg-white/10 sm:block"
        data-testid="header-deposit"
        onClick={() => {
          openDialog.value = 'deposit';
        }}
      >
        Deposit
      </button>
    </div>
  );
}

function SignInButtons() {
  return (
    <div class="flex gap-1">
      <button
        type="button"
        class="hidden min-h-11 rounded-lg px-3 font-medium hover:bg-white/10 sm:block"
        data-testid="register-open"
        onClick={() => {
          openDialog.value = 'register';
        }}
      >
        Register
      </button>
      <button
        type="button"
        class="min-h-11 rounded-lg bg-[#7be0b5] px-4 font-semibold text-[#062a1e] hover:bg-[#97e9c6]"
        data-testid="sign-in-open"
        onClick={() => {
          openDialog.value = 'sign-in';
        }}
      >
        Sign in
      </button>
    </div>
  );
}
