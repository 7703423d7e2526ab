const DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/;
const TIME = /^(\d{1,2}):(\d{2})$/;
/** Files without a Time column: the usual kick-off of a British Saturday. */
const DEFAULT_TIME = '15:00';
/** Two-digit years from here on are of the 1900s; the oldest file is of 1993. */
const CENTURY_TURN = 70;

export interface KickOff {
  /** The day in the United Kingdom, `yyyy-mm-dd`. */
  readonly date: string;
  readonly startsAt: number;
}

/**
 * Reads the two date forms of the source, `dd/mm/yy` and `dd/mm/yyyy`, and its time `hh:mm`.
 * All times of the source are those of the United Kingdom, whatever the league (its "notes"
 * page). Null for anything that is no day or time of the calendar.
 */
export function readKickOff(dateText: string, timeText: string): KickOff | null {
  const date = DATE.exec(dateText);
  const time = TIME.exec(timeText === '' ? DEFAULT_TIME : timeText);
  if (!date || !time) return null;
  const [, dayText = '', monthText = '', yearText = ''] = date;
  const [year, month, day] = [fullYear(yearText), Number(monthText), Number(dayText)];
  const [hour, minute] = [Number(time[1]), Number(time[2])];
  const midnight = new Date(Date.UTC(year, month - 1, day));
  const isDay = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day;
  if (!isDay || hour > 23 || minute > 59) return null;
  const wallMs = midnight.getTime() + (hour * 60 + minute) * 60_000;
  return {
    date: midnight.toISOString().slice(0, 10),
    startsAt: wallMs - londonOffsetMs(wallMs),
  };
}

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year >= CENTURY_TURN ? 1900 + year : 2000 + year;
}

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  timeZoneName: 'longOffset',
});

/** How far London is ahead of UTC: 0 or 1 h. The changes fall in the night, far from any match. */
function londonOffsetMs(ms: number): number {
  const zone = london.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value;
  return zone === 'GMT+01:00' ? 3_600_000 : 0;
}
