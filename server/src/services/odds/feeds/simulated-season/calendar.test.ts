import { expect, test } from 'vitest';
import { fixturesBetween, ROUND_MINUTES } from './calendar.ts';
import { defaultSimulatedSeasonSettings } from './settings.ts';
import { leagues } from './teams.ts';

const season = { seed: 7, speed: 60, epochMs: 0, mishaps: defaultSimulatedSeasonSettings.mishaps };
const ROUND_MS = ROUND_MINUTES * 1_000;

test.each(leagues)('$name: a season is a double round robin', (league) => {
  const rounds = 2 * (league.teams.length - 1);
  const meetings = fixturesBetween(season, -1, (rounds + 1) * ROUND_MS)
    .filter((fixture) => fixture.league === league && fixture.id.includes(`${league.key}-1-`))
    .map(({ home, away }) => `${home} ${away}`);
  const everyPair = league.teams.flatMap((_, home) =>
    league.teams.flatMap((__, away) => (home === away ? [] : [`${home} ${away}`])),
  );
  expect(meetings.sort()).toEqual(everyPair.sort());
});

test('a club never plays two matches at once', () => {
  const lastStart = new Map<string, number>();
  for (const { league, home, away, startsAt } of fixturesBetween(season, -1, 60 * ROUND_MS)) {
    for (const club of [home, away].map((team) => `${league.key} ${team}`)) {
      expect(startsAt - (lastStart.get(club) ?? -1e9)).toBeGreaterThan(115_000);
      lastStart.set(club, startsAt);
    }
  }
});

test('the calendar does not depend on how it is asked for', () => {
  const whole = fixturesBetween(season, 1_000, 900_000);
  const parts = [1_000, 1_500, 300_000, 301_234, 777_777].map((from, index, cuts) =>
    fixturesBetween(season, from, cuts[index + 1] ?? 900_000),
  );
  expect(parts.flat()).toEqual(whole);
  expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length);
});

test('names of clubs are told apart, across leagues too', () => {
  const names = leagues.flatMap(({ teams }) => teams);
  expect(new Set(names).size).toBe(names.length);
  for (const { teams } of leagues) {
    expect(teams.length % 2).toBe(0);
    expect(teams.length).toBeGreaterThanOrEqual(8);
    expect(teams.length).toBeLessThanOrEqual(12);
  }
});

test('several matches are in play at any time', () => {
  const starts = fixturesBetween(season, -1, 40 * ROUND_MS).map(({ startsAt }) => startsAt);
  for (let now = ROUND_MS; now < 39 * ROUND_MS; now += 7_000) {
    const live = starts.filter((at) => at <= now && now < at + 105_000).length;
    expect(live).toBeGreaterThanOrEqual(4);
  }
});
