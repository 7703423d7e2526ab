import { expect, test } from 'vitest';
import { simulatedSeason } from './simulated-season.ts';

test.each([
  [{ seed: 1.5 }, 'season.seed'],
  [{ speed: 0 }, 'season.speed'],
  [{ speed: Number.NaN }, 'season.speed'],
  [{ margin: -0.01 }, 'season.margin'],
  [{ liveTickMs: 0 }, 'season.liveTickMs'],
  [{ aliveMs: 20_000 }, 'season.aliveMs'],
  [{ offeredMinutes: 0 }, 'season.offeredMinutes'],
  [
    {
      mishaps: {
        postponed: 0.5,
        abandoned: 0.6,
        marketCancelled: 0,
        goalDisallowed: 0,
        wrongResult: 0,
      },
    },
    'season.mishaps',
  ],
])('refuses %j by name', (settings, name) => {
  expect(() => simulatedSeason(settings)).toThrow(name);
});

test('plays without settings', () => {
  expect(simulatedSeason().name).toBe('simulated-season');
});
