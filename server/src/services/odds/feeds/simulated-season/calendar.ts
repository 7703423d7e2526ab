import { drawsOf, shuffled } from './draws.ts';
import { minuteOf, type Season, seasonTag, wallOf } from './season.ts';
import { type League, leagues, strengthOf } from './teams.ts';

/** A match of the calendar. */
export interface SeasonFixture {
  readonly id: string;
  readonly league: League;
  /** Indices of the two clubs in the league's list. */
  readonly home: number;
  readonly away: number;
  readonly startsAt: number;
  /** Goals each side would score on average in a whole match, before anything happens in it. */
  readonly homeGoals: number;
  readonly awayGoals: number;
}

/** A league plays one round in so many minutes of the calendar; the leagues start in turn. */
export const ROUND_MINUTES = 300;
const LEAGUE_OFFSET_MINUTES = ROUND_MINUTES / leagues.length;
/** Kick-offs of a round are spread over this, which ends the last match before the next round. */
const KICK_OFF_SPREAD_MINUTES = 180;

const HOME_GOALS = 1.47;
const AWAY_GOALS = 1.13;

/** The fixtures that kick off after `fromMs` and no later than `toMs`, in order of kick-off. */
export function fixturesBetween(season: Season, fromMs: number, toMs: number): SeasonFixture[] {
  const tag = seasonTag(season);
  const [from, to] = [minuteOf(season, fromMs), minuteOf(season, toMs)];
  const found: SeasonFixture[] = [];
  for (const [order, league] of leagues.entries()) {
    const offset = order * LEAGUE_OFFSET_MINUTES;
    const firstRound = Math.max(0, Math.floor((from - offset) / ROUND_MINUTES) - 1);
    const lastRound = Math.floor((to - offset) / ROUND_MINUTES) + 1;
    for (let round = firstRound; round <= lastRound; round++) {
      for (const fixture of roundOf(season, tag, league, offset, round)) {
        if (fixture.startsAt > fromMs && fixture.startsAt <= toMs) found.push(fixture);
      }
    }
  }
  return found.sort((a, b) => a.startsAt - b.startsAt || compareText(a.id, b.id));
}

/**
 * The matches of one round, rounds counted on through all seasons. Double round robin by the circle
 * method: one club stays, the others turn one place each round; the second half swaps the grounds.
 */
function roundOf(
  season: Season,
  tag: string,
  league: League,
  offset: number,
  round: number,
): SeasonFixture[] {
  const clubs = league.teams.length;
  const rounds = 2 * (clubs - 1);
  const year = Math.floor(round / rounds);
  const day = round % rounds;
  const order = shuffled(
    league.teams.map((_, team) => team),
    drawsOf(season.seed, 'draw', league.key, year),
  );
  const turn = day % (clubs - 1);
  const rest = order.slice(1);
  const circle = [order[0]!, ...rest.slice(turn), ...rest.slice(0, turn)];
  return Array.from({ length: clubs / 2 }, (_, match) => {
    const pair = [circle[match]!, circle[clubs - 1 - match]!] as const;
    const swapped = ((match === 0 ? turn : match) % 2 === 1) !== day >= clubs - 1;
    const [home, away] = swapped ? [pair[1], pair[0]] : pair;
    const kickOff = offset + round * ROUND_MINUTES + (match * KICK_OFF_SPREAD_MINUTES * 2) / clubs;
    return {
      id: `${tag}-${league.key}-${year + 1}-${day + 1}-${match + 1}`,
      league,
      home,
      away,
      startsAt: wallOf(season, kickOff),
      ...expectedGoals(season, league, home, away, year),
    };
  });
}

function expectedGoals(season: Season, league: League, home: number, away: number, year: number) {
  const hosts = strengthOf(season.seed, league, home, year);
  const guests = strengthOf(season.seed, league, away, year);
  return {
    homeGoals: HOME_GOALS * league.tempo * Math.exp(hosts.attack - guests.defence),
    awayGoals: AWAY_GOALS * league.tempo * Math.exp(guests.attack - hosts.defence),
  };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
