import type { Bet } from '@winnex/contracts';
import { formatOdds, oddsFromScaled } from '@winnex/kernel';
import type { Book, World } from '../composition/book.ts';
import type { FeedMessage, OddsChange } from '../services/odds/feeds/feed.ts';
import type { ReplayGuest } from './replay-feed.ts';

/** What a season cost or brought a customer who backs the same outcome of every match. */
export interface BackerResult {
  readonly bets: number;
  readonly rejected: number;
  readonly stakedMinor: bigint;
  readonly returnedMinor: bigint;
  readonly open: number;
}

export interface Backer extends ReplayGuest {
  /** Known once the replay has concluded. */
  result(): BackerResult;
}

/**
 * A customer who backs one outcome of every match result at a level stake, at the first price
 * that is shown. Registers and deposits like anybody else.
 */
export function createBacker(options: {
  readonly outcome: 'home' | 'draw' | 'away';
  readonly stakeMinor: bigint;
  readonly currency: string;
  /** Largest deposit the house takes at once; deposits are made as money is needed. */
  readonly depositMinor: bigint;
}): Backer {
  const seen = new Set<string>();
  let waiting: Pick[] = [];
  let open = false;
  const bets: Bet[] = [];
  let caller: Caller | null = null;
  let result: BackerResult | null = null;

  async function watch(message: FeedMessage, book: Book, world: World): Promise<void> {
    if (message.kind === 'snapshot-complete') open = true;
    const pick = firstPrice(message, options.outcome);
    if (pick !== null && !seen.has(pick.fixtureId)) {
      seen.add(pick.fixtureId);
      waiting.push(pick);
    }
    // Nothing is open for bets before the snapshot is complete.
    if (!open || waiting.length === 0) return;
    const picks = waiting;
    waiting = [];
    // The prices must have reached betting before they can be taken.
    await book.odds.idle();
    for (const each of picks) await back(each, book, world);
  }

  async function back(pick: Pick, book: Book, world: World): Promise<void> {
    caller ??= await register(book, world, options.currency);
    await keepFunded(caller, book, world);
    const bet = await book.betting.operations.placeBet(caller, pick.fixtureId, {
      type: 'single',
      legs: [
        {
          marketId: `${pick.fixtureId}/1x2`,
          outcomeId: options.outcome,
          odds: formatOdds(oddsFromScaled(pick.odds), 'decimal'),
        },
      ],
      stakeMinor: options.stakeMinor.toString(),
      currency: options.currency,
    });
    bets.push(bet);
  }

  async function keepFunded(customer: Caller, book: Book, world: World): Promise<void> {
    const { cashMinor } = await book.payment.operations.wallet(customer);
    if (BigInt(cashMinor) >= options.stakeMinor) return;
    await book.payment.operations.deposit(customer, world.ids.next(), {
      amountMinor: options.depositMinor.toString(),
      currency: options.currency,
    });
  }

  async function conclude(book: Book): Promise<void> {
    const customer = caller;
    const now =
      customer === null
        ? []
        : await Promise.all(bets.map(({ id }) => book.betting.operations.betById(customer, id)));
    const placed = now.filter((bet): bet is Bet => bet !== null && bet.status !== 'REJECTED');
    const sum = (amounts: readonly string[]) => amounts.reduce((all, one) => all + BigInt(one), 0n);
    result = {
      bets: placed.length,
      rejected: bets.length - placed.length,
      stakedMinor: sum(placed.map((bet) => bet.stakeMinor)),
      returnedMinor: sum(placed.map((bet) => bet.payoutMinor ?? '0')),
      open: placed.filter((bet) => bet.status === 'ACCEPTED').length,
    };
  }

  return {
    watch,
    conclude,
    result() {
      if (result === null) throw new Error('the replay has not concluded');
      return result;
    },
  };
}

type Caller = Parameters<Book['betting']['operations']['placeBet']>[0];

async function register(book: Book, world: World, currency: string): Promise<Caller> {
  const { profile } = await book.user.operations.register(
    {
      email: `backer-${world.ids.next()}@winnex.example`,
      password: Buffer.from(world.random.bytes(24)).toString('base64url'),
      displayName: 'Level-stakes backer',
      dateOfBirth: '1970-01-01',
      country: 'IE',
      currency,
    },
    { address: '127.0.0.1', userAgent: 'winnex replay' },
  );
  return { userId: profile.id, role: profile.role, currency };
}

interface Pick {
  readonly fixtureId: string;
  readonly odds: number;
}

function firstPrice(message: FeedMessage, outcome: string): Pick | null {
  if (message.kind !== 'odds-change' || !beforeStart(message)) return null;
  const market = message.markets.find(({ type, status }) => type === '1x2' && status === 'active');
  const odds = market?.outcomes.find(({ id, active }) => id === outcome && active)?.odds;
  return odds === undefined || odds === null ? null : { fixtureId: message.fixtureId, odds };
}

function beforeStart(message: OddsChange): boolean {
  return message.state === undefined || message.state.status === 'not-started';
}
