import { expect, test } from 'vitest';
import { fixturesBetween } from './calendar.ts';
import { playMatch, scoreOf } from './match-process.ts';
import { defaultSimulatedSeasonSettings } from './settings.ts';

const season = { seed: 11, speed: 60, epochMs: 0, mishaps: defaultSimulatedSeasonSettings.mishaps };
const fixtures = fixturesBetween(season, -1, 60_000_000);
const scores = fixtures.map((fixture) => scoreOf(playMatch(season.seed, fixture)));

const share = (holds: (score: (typeof scores)[number]) => boolean): number =>
  scores.filter(holds).length / scores.length;
const mean = (value: (score: (typeof scores)[number]) => number): number =>
  scores.reduce((sum, score) => sum + value(score), 0) / scores.length;

test('results are those of league football', () => {
  expect(scores.length).toBeGreaterThan(4_000);
  expect(share(({ home, away }) => home > away)).toBeCloseTo(0.45, 1);
  expect(share(({ home, away }) => home === away)).toBeCloseTo(0.25, 1);
  expect(mean(({ home, away }) => home + away)).toBeGreaterThan(2.6);
  expect(mean(({ home, away }) => home + away)).toBeLessThan(2.95);
});

test('fewer goals fall before half time', () => {
  const early = mean(({ halfTime }) => halfTime.home + halfTime.away);
  const all = mean(({ home, away }) => home + away);
  expect(early / all).toBeGreaterThan(0.43);
  expect(early / all).toBeLessThan(0.47);
});

test('stronger sides score more', () => {
  const total = (holds: (fixture: (typeof fixtures)[number]) => boolean) =>
    fixtures.reduce((sum, fixture, index) => sum + (holds(fixture) ? scores[index]!.home : 0), 0) /
    fixtures.filter(holds).length;
  expect(total(({ homeGoals }) => homeGoals > 1.8)).toBeGreaterThan(
    total(({ homeGoals }) => homeGoals < 1.2) + 0.7,
  );
});

test('a red card costs goals', () => {
  const after = { own: 0, other: 0 };
  for (const fixture of fixtures) {
    const { incidents } = playMatch(season.seed, { ...fixture, homeGoals: 1.3, awayGoals: 1.3 });
    const card = incidents.findIndex(({ kind }) => kind === 'red-card');
    if (card < 0) continue;
    for (const { kind, side } of incidents.slice(card + 1)) {
      if (kind === 'goal') after[side === incidents[card]?.side ? 'own' : 'other'] += 1;
    }
  }
  expect(after.other / after.own).toBeGreaterThan(1.4);
});

test('incidents are in order and inside the match', () => {
  for (const fixture of fixtures.slice(0, 300)) {
    const { incidents, added } = playMatch(season.seed, fixture);
    for (const [index, { half, minute }] of incidents.entries()) {
      expect(minute).toBeLessThan(45 + added[half]);
      const before = incidents[index - 1];
      if (before?.half === half) expect(minute).toBeGreaterThan(before.minute);
      if (before) expect(half).toBeGreaterThanOrEqual(before.half);
    }
  }
});
