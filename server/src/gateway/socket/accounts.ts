import {
  type AccountChange,
  type AccountUpdate,
  accountChannel,
  type Bet,
  type BettingOperations,
  type Caller,
  type PaymentOperations,
  type Wallet,
} from '@winnex/contracts';
import type { Broadcast } from '../../platform/ports/broadcast.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Logger } from '../../platform/telemetry/logger.ts';
import type { SocketSettings } from '../settings.ts';
import { createTopic, type Topic } from './topic.ts';

/** How many of the newest bets a snapshot carries; the rest are read over REST. */
const BETS_MAX = 25;
/** After a wallet could not be read. */
const RETRY_MS = 1_000;

export interface AccountsContext {
  readonly payment: PaymentOperations;
  readonly betting: BettingOperations;
  readonly broadcast: Broadcast;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: SocketSettings;
}

/** The `account` topic, one for each signed-in user who reads it. */
export interface Accounts {
  of(caller: Caller): Promise<Topic>;
  close(): void;
}

interface Account {
  readonly caller: Caller;
  readonly topic: Topic;
  readonly bets: Map<string, Bet>;
  readonly changedBets: Map<string, Bet>;
  readonly loaded: Promise<void>;
  wallet: Wallet | null;
  walletStale: boolean;
  cancelFlush: (() => void) | undefined;
}

export function createAccounts(context: AccountsContext): Accounts {
  const { payment, betting, broadcast, clock, logger, settings } = context;
  const accounts = new Map<string, Account>();

  const unsubscribe = broadcast.subscribe(accountChannel, (message) => {
    const change = message as AccountChange;
    const account = accounts.get(change.userId);
    if (account === undefined) return;
    for (const bet of change.bets) {
      keep(account.bets, bet);
      account.changedBets.set(bet.id, bet);
    }
    account.walletStale ||= change.wallet;
    account.topic.touch();
    scheduleFlush(account, settings.conflateMs);
  });

  function scheduleFlush(account: Account, delayMs: number): void {
    account.cancelFlush ??= clock.after(delayMs, () => void flush(account));
  }

  /** A wallet is read at most once at a time; changes meanwhile make one more read. */
  async function flush(account: Account): Promise<void> {
    let wallet: Wallet | null = null;
    try {
      if (account.walletStale) {
        account.walletStale = false;
        wallet = await payment.wallet(account.caller);
        account.wallet = wallet;
      }
    } catch (error) {
      account.walletStale = true;
      logger.warn({ err: error, userId: account.caller.userId }, 'a wallet could not be read');
    }
    account.cancelFlush = undefined;
    const bets = [...account.changedBets.values()];
    account.changedBets.clear();
    if (wallet !== null || bets.length > 0) {
      const update: AccountUpdate = { ...(wallet !== null && { wallet }), bets };
      account.topic.publish(update);
    }
    if (account.walletStale && accounts.get(account.caller.userId) === account) {
      scheduleFlush(account, wallet === null ? RETRY_MS : settings.conflateMs);
    }
  }

  function add(caller: Caller): Account {
    const { userId } = caller;
    const forget = () => {
      if (accounts.get(userId) !== account) return;
      account.cancelFlush?.();
      accounts.delete(userId);
    };
    const account: Account = {
      caller,
      topic: createTopic(
        'account',
        () => read(account),
        // Not at once: another socket of the same user may be waiting for the same load.
        () => clock.after(settings.conflateMs, () => account.topic.readers === 0 && forget()),
      ),
      bets: new Map(),
      changedBets: new Map(),
      wallet: null,
      walletStale: false,
      cancelFlush: undefined,
      loaded: load(caller).catch((error: unknown) => {
        forget();
        throw error;
      }),
    };
    accounts.set(userId, account);
    return account;
  }

  async function load(caller: Caller): Promise<void> {
    const [wallet, { bets }] = await Promise.all([
      payment.wallet(caller),
      betting.bets(caller, { limit: BETS_MAX }),
    ]);
    const account = accounts.get(caller.userId);
    if (account === undefined) return;
    account.wallet ??= wallet;
    // What was told while the load ran is newer than what it found.
    const told = [...account.bets.values()];
    account.bets.clear();
    for (const bet of [...bets].reverse()) keep(account.bets, bet);
    for (const bet of told) keep(account.bets, bet);
  }

  return {
    async of(caller) {
      const account = accounts.get(caller.userId) ?? add(caller);
      await account.loaded;
      return account.topic;
    },
    close() {
      unsubscribe();
      for (const account of accounts.values()) account.cancelFlush?.();
      accounts.clear();
    },
  };
}

/** Newest first, as lists of bets are everywhere. */
function read({ wallet, bets }: Account): AccountUpdate {
  return { ...(wallet !== null && { wallet }), bets: [...bets.values()].reverse() };
}

/** Bets by time of placing, oldest first, the oldest forgotten when there are too many. */
function keep(bets: Map<string, Bet>, bet: Bet): void {
  bets.set(bet.id, bet);
  const oldest = bets.keys().next().value;
  if (bets.size > BETS_MAX && oldest !== undefined) bets.delete(oldest);
}
