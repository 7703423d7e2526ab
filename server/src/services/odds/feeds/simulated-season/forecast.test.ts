import { marketChances } from '@winnex/kernel';
import { expect, test } from 'vitest';
import { fixturesBetween } from './calendar.ts';
import { courseOf } from './course.ts';
import { forecastAt } from './forecast.ts';
import { situationAt } from './situation.ts';

const mishaps = {
  postponed: 0,
  abandoned: 0,
  marketCancelled: 0,
  goalDisallowed: 0,
  wrongResult: 0,
};
const season = { seed: 5, speed: 60, epochMs: 0, mishaps };
const courses = fixturesBetween(season, -1, 36_000_000).map((fixture) => courseOf(season, fixture));

/** Minutes of play after kick-off; the wall clock runs a minute a second at this speed. */
test.each([-60, 0, 30, 50, 75, 100])('forecasts %i minutes in come true', (minute) => {
  const sums = { home: 0, draw: 0, over: 0, score: 0 };
  const seen = { home: 0, draw: 0, over: 0, score: 0 };
  for (const course of courses) {
    const at = course.startsAt + minute * course.minuteMs;
    const model = forecastAt(season.seed, course, at);
    const win = (type: string, specifiers = '') =>
      marketChances({ type, specifiers }, model).map(({ chances }) => chances.win);
    const { score } = situationAt(course, course.endsAt);
    const now = situationAt(course, at).score;
    const [home = 0, draw = 0] = win('1x2');
    sums.home += home;
    sums.draw += draw;
    sums.over += win('totals', `total=${now.home + now.away + 0.5}`)[0] ?? 0;
    sums.score += win('both-teams-to-score')[0] ?? 0;
    seen.home += Number(score.home > score.away);
    seen.draw += Number(score.home === score.away);
    seen.over += Number(score.home + score.away > now.home + now.away);
    seen.score += Number(score.home > 0 && score.away > 0);
  }
  for (const name of ['home', 'draw', 'over', 'score'] as const) {
    expect(Math.abs(sums[name] - seen[name]) / courses.length, name).toBeLessThan(0.025);
  }
});

test('at the last whistle nothing is left to happen', () => {
  for (const course of courses.slice(0, 50)) {
    const { matrix } = forecastAt(season.seed, course, course.endsAt);
    expect(Math.max(...matrix.probabilities)).toBeGreaterThan(0.999);
  }
});
