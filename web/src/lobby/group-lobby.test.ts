import { expect, test } from 'vitest';
import { summary } from '../live/testing/board.ts';
import { countCompetitions, groupLobby } from './group-lobby.ts';

const spain = { id: 'c2', name: 'La Liga', sport: 'football', category: 'Spain' };
const fixtures = [
  summary({ id: 'later', status: 'not-started', startsAt: '2026-11-23T15:00:00.000Z' }),
  summary({ id: 'soon', status: 'not-started' }),
  summary({ id: 'spain', home: 'Atlético', competition: spain }),
  summary({ id: 'over', status: 'ended' }),
  summary({ id: 'gone', status: 'closed' }),
  summary({ id: 'live' }),
];
const all = { competition: null, search: '' };

test('live first, then what comes, then what has ended; by competition and kick-off', () => {
  const sections = groupLobby(fixtures, all).map(({ phase, groups }) => [
    phase,
    groups.map(({ fixtureIds }) => fixtureIds),
  ]);
  expect(sections).toEqual([
    ['live', [['live'], ['spain']]],
    ['upcoming', [['soon', 'later']]],
    ['ended', [['over']]],
  ]);
});

test('filters by competition and by words without their accents', () => {
  const ids = (filter: typeof all | { competition: string; search: string }) =>
    groupLobby(fixtures, filter).flatMap(({ groups }) =>
      groups.flatMap(({ fixtureIds }) => fixtureIds),
    );
  expect(ids({ competition: 'c2', search: '' })).toEqual(['spain']);
  expect(ids({ ...all, search: ' atletico liga' })).toEqual(['spain']);
  expect(ids({ ...all, search: 'nobody' })).toEqual([]);
});

test('counts fixtures and live ones by competition', () => {
  expect(countCompetitions(fixtures)).toMatchObject([
    { id: 'c1', fixtures: 5, live: 1 },
    { id: 'c2', fixtures: 1, live: 1 },
  ]);
});
