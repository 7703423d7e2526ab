import { openDatabase } from '../composition/open-database.ts';
import { type CommandOptions, readConfig } from '../composition/read-config.ts';
import { type ReplayReport, replayBets } from '../services/betting/index.ts';
import { textTable } from './table.ts';

const DIFFERENCES_MAX = 100;
const PAGE_SIZE = 1_000;

/**
 * `winnex replay bets`: rebuilds every bet from its events and compares it with what is stored.
 * Returns the exit code: 0 when they agree, or were made to; 1 when something differs.
 */
export async function replayBetsCommand(
  options: CommandOptions & { readonly repair?: boolean; readonly json?: boolean },
): Promise<number> {
  const database = await openDatabase(readConfig(options));
  try {
    const report = await replayBets(database.pool, {
      repair: options.repair === true,
      pageSize: PAGE_SIZE,
      differencesMax: DIFFERENCES_MAX,
      onProgress: ({ bets, events }) =>
        showProgress(`${count(bets, 'bet')}, ${count(events, 'event')}`),
    });
    showProgress('');
    console.log(options.json === true ? JSON.stringify(report, null, 2) : replayText(report));
    const whole = report.differing === report.repaired;
    return whole && (report.strayLegs === 0 || options.repair === true) ? 0 : 1;
  } finally {
    await database.close();
  }
}

/** One line that rewrites itself, for people only; an empty one takes it away. */
function showProgress(text: string): void {
  if (process.stderr.isTTY === true) process.stderr.write(`\r\u001b[K${text}`);
}

export function replayText(report: ReplayReport): string {
  const replayed = `Replayed ${count(report.events, 'event')} of ${count(report.bets, 'bet')}`;
  const stray =
    report.strayLegs === 0 ? [] : [`${count(report.strayLegs, 'leg row')} of no bet's leg.`];
  if (report.differing === 0) {
    return [`${replayed}: every one is what its events say.`, ...stray].join('\n');
  }
  const rows = report.differences.map(({ betId, where, stored, rebuilt }) => [
    betId,
    where,
    shown(stored),
    shown(rebuilt),
  ]);
  const more = rows.length === DIFFERENCES_MAX ? `The first ${DIFFERENCES_MAX} are shown.` : null;
  return [
    textTable(['bet', 'where', 'stored', 'from its events'], rows),
    '',
    `${replayed}: ${count(report.differing, 'bet')} ${report.differing === 1 ? 'differs' : 'differ'}.`,
    ...(more === null ? [] : [more]),
    ...stray,
    ...advice(report),
  ].join('\n');
}

function advice({ differing, repaired }: ReplayReport): string[] {
  const left = differing - repaired;
  if (repaired === 0) {
    return [
      'Nothing was changed: "winnex audit" tells whether events were edited,',
      'and "winnex replay bets --repair" writes the rows anew from the events.',
    ];
  }
  const written = `${count(repaired, 'bet')} written anew from the events.`;
  if (left === 0) return [written];
  return [written, `${count(left, 'bet')} left as found: their events are missing or damaged.`];
}

const shown = (value: string | null): string => {
  const text = value ?? '(nothing)';
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
};

const count = (number: number, unit: string): string =>
  `${number.toLocaleString('en')} ${unit}${number === 1 ? '' : 's'}`;
