import type { FixtureSummary, Market } from '@winnex/contracts';
import { beforeEach, expect, test } from 'vitest';
import { fixturesExample, marketExample } from '../http/openapi/examples.ts';
import { type LobbyState, lobbyState } from './lobby-state.ts';

function row(id: string, version: number, marketVersion = 1): FixtureSummary {
  const mainMarket: Market = { ...marketExample, id: `${id}/1x2`, version: marketVersion };
  return { ...fixturesExample.fixtures[0]!, id, version, mainMarket };
}

let lobby: LobbyState;
beforeEach(() => {
  lobby = lobbyState();
  lobby.finishLoad(lobby.beginLoad(), [row('a', 5, 5), row('b', 5)]);
  lobby.takeDelta();
});

const ids = () => lobby.snapshot().fixtures.map(({ id, version }) => `${id}${version}`);

test('a load is the snapshot', () => {
  expect(ids()).toEqual(['a5', 'b5']);
  expect(lobby.takeDelta()).toBeNull();
});

test('newer rows win, older ones change nothing', () => {
  lobby.offer('a', 6, row('a', 6));
  lobby.offer('a', 4, row('a', 4));
  lobby.offer('b', 4, null);
  expect(ids()).toEqual(['a6', 'b5']);
  expect(lobby.takeDelta()).toEqual({ changed: [row('a', 6)], removed: [] });
});

test('an older main market of the same fixture version changes nothing', () => {
  lobby.offer('a', 5, row('a', 5, 4));
  expect(lobby.takeDelta()).toBeNull();
  lobby.offer('a', 5, row('a', 5, 6));
  expect(lobby.takeDelta()?.changed).toHaveLength(1);
});

test('many changes of one row are one change', () => {
  for (let version = 6; version < 20; version += 1) lobby.offer('a', version, row('a', version));
  expect(lobby.takeDelta()).toEqual({ changed: [row('a', 19)], removed: [] });
});

test('a row that leaves is told once, and an old update does not bring it back', () => {
  lobby.offer('a', 6, null);
  lobby.offer('a', 6, null);
  lobby.offer('a', 5, row('a', 5));
  expect(lobby.takeDelta()).toEqual({ changed: [], removed: ['a'] });
  expect(lobby.takeDelta()).toBeNull();
  expect(ids()).toEqual(['b5']);
});

test('one that was never here leaves without a word', () => {
  lobby.offer('z', 1, null);
  expect(lobby.takeDelta()).toBeNull();
});

test('what happens during a load is newer than what the load finds', () => {
  const mark = lobby.beginLoad();
  lobby.offer('a', 6, null);
  lobby.offer('b', 6, row('b', 6));
  lobby.offer('c', 1, row('c', 1));
  lobby.finishLoad(mark, [row('a', 5), row('b', 5)]);
  expect(ids()).toEqual(['b6', 'c1']);
});

test('a later load repairs what was missed', () => {
  lobby.finishLoad(lobby.beginLoad(), [row('b', 7), row('c', 1)]);
  expect(ids()).toEqual(['b7', 'c1']);
  expect(lobby.takeDelta()).toEqual({ changed: [row('b', 7), row('c', 1)], removed: ['a'] });
});

test('a load that finds nothing new says nothing', () => {
  lobby.finishLoad(lobby.beginLoad(), [row('a', 5, 5), row('b', 5)]);
  expect(lobby.takeDelta()).toBeNull();
});
