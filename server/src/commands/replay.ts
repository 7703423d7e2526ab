import { formatMoney, KernelError, money, parseMoney } from '@winnex/kernel';
import type { Config } from '../composition/config.ts';
import { StartFault } from '../composition/fault.ts';
import { openDatabase } from '../composition/open-database.ts';
import { type CommandOptions, readConfig } from '../composition/read-config.ts';
import { bettingSettings, paymentSettings } from '../composition/service-settings.ts';
import { createLogger } from '../platform/telemetry/logger.ts';
import { type Backer, createBacker } from '../replay/backer.ts';
import { replayFeed } from '../replay/replay-feed.ts';
import type { SportsFeed } from '../services/odds/feeds/feed.ts';
import { footballDataFeed } from '../services/odds/feeds/football-data/football-data-feed.ts';
import { footballDataTable } from '../services/odds/feeds/football-data/summary-table.ts';
import { uofTable } from '../services/odds/feeds/unified-odds-feed/summary-table.ts';
import { uofFolderFeed } from '../services/odds/feeds/unified-odds-feed/uof-folder-feed.ts';
import type { FeedCounters } from '../services/odds/index.ts';

export interface ReplayOptions extends CommandOptions {
  readonly bookmaker?: string;
  readonly back?: string;
  readonly stake?: string;
  readonly currency?: string;
}

/** `winnex replay football-data FILE...`: plays real seasons through the whole book. */
export async function replayFootballData(
  files: readonly string[],
  options: ReplayOptions,
): Promise<void> {
  const config = readConfig(options);
  const feed = footballDataFeed({ files, bookmaker: options.bookmaker ?? 'B365' });
  const backer = backerOf(config, options);
  const summaries = await feed.summary();
  await play(config, feed, backer);
  console.log(footballDataTable(summaries));
  if (backer !== null) console.log(`\n${backerText(backer, options)}`);
}

/** `winnex replay uof FOLDER`: plays Unified Odds Feed XML through the same interface. */
export async function replayUof(folder: string, options: CommandOptions): Promise<void> {
  const feed = uofFolderFeed({ folder });
  const summary = await feed.summary();
  await play(readConfig(options), feed, null);
  console.log(uofTable(summary));
}

async function play(config: Config, feed: SportsFeed, backer: Backer | null): Promise<void> {
  const logger = createLogger({ level: 'warn', format: 'json' });
  const database = await openDatabase(config);
  const progress = progressLine();
  try {
    const counters = await replayFeed({
      config,
      pool: database.pool,
      logger,
      feed,
      guest: {
        async watch(message, book, world) {
          progress.step(message.at);
          await backer?.watch(message, book, world);
        },
        conclude: async (book) => backer?.conclude(book),
      },
    });
    progress.end();
    console.log(playedText(counters));
  } finally {
    progress.end();
    await database.close();
  }
}

function playedText({ messages, unchanged, quarantined }: FeedCounters): string {
  const total = Object.values(messages).reduce((sum, count) => sum + count, 0);
  const parts = [
    `Played ${total.toLocaleString('en')} messages through the book`,
    ...(unchanged === 0 ? [] : [`${unchanged.toLocaleString('en')} said nothing new`]),
    ...(quarantined === 0
      ? []
      : [`${quarantined.toLocaleString('en')} were set aside (odds.quarantine)`]),
  ];
  return `${parts.join('; ')}.\n`;
}

/** Shows the day being played, at a terminal only, a few times a second. */
function progressLine() {
  let shownAt = 0;
  let messages = 0;
  const live = process.stderr.isTTY === true;
  return {
    step(atMs: number) {
      messages += 1;
      if (!live || performance.now() - shownAt < 150) return;
      shownAt = performance.now();
      const day = new Date(atMs).toISOString().slice(0, 10);
      process.stderr.write(`\r  playing ${day}   ${messages.toLocaleString('en')} messages `);
    },
    end() {
      if (live && shownAt > 0) process.stderr.write('\r\x1b[K');
      shownAt = 0;
    },
  };
}

function backerOf(config: Config, options: ReplayOptions): Backer | null {
  const { back, stake = '10.00', currency = 'EUR' } = options;
  if (back === undefined) return null;
  if (back !== 'home' && back !== 'draw' && back !== 'away') {
    throw new StartFault('OPTION_INVALID', `--back takes home, draw or away, not "${back}".`);
  }
  const currencies = config.tables('limits');
  if (!currencies.includes(currency)) {
    const known = currencies.join(', ');
    throw new StartFault('OPTION_INVALID', `--currency takes one of ${known}, not "${currency}".`);
  }
  const { stakeMinMinor, stakeMaxMinor } = bettingSettings(config).limits.get(currency)!;
  const stakeMinor = stakeOf(stake, currency);
  if (stakeMinor < stakeMinMinor || stakeMinor > stakeMaxMinor) {
    const shown = (minor: bigint) => formatMoney(money(minor, currency));
    throw new StartFault(
      'OPTION_INVALID',
      `--stake takes ${shown(stakeMinMinor)} to ${shown(stakeMaxMinor)} ${currency}, not "${stake}".`,
    );
  }
  const depositMinor = paymentSettings(config).depositLimits.get(currency)!.maxMinor;
  return createBacker({ outcome: back, stakeMinor, currency, depositMinor });
}

function stakeOf(text: string, currency: string): bigint {
  try {
    return parseMoney(text, currency).minor;
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    throw new StartFault('OPTION_INVALID', `--stake is "${text}": ${error.message}.`);
  }
}

function backerText(backer: Backer, options: ReplayOptions): string {
  const { bets, rejected, stakedMinor, returnedMinor, open } = backer.result();
  const currency = options.currency ?? 'EUR';
  const shown = (minor: bigint) => `${formatMoney(money(minor, currency))} ${currency}`;
  return [
    `Backed ${options.back} ${bets} times${rejected === 0 ? '' : ` (${rejected} refused)`}:`,
    `  staked    ${shown(stakedMinor)}`,
    `  returned  ${shown(returnedMinor)}${open === 0 ? '' : `   (${open} bets are open)`}`,
    `  result    ${shown(returnedMinor - stakedMinor)}`,
  ].join('\n');
}
