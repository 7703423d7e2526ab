import { expect, test } from 'vitest';
import { fixtureExample, marketExample } from '../http/openapi/examples.ts';
import { fixtureState } from './fixture-state.ts';

const { markets: _markets, ...head } = fixtureExample;
const market = (version: number, id = marketExample.id) => ({ ...marketExample, id, version });

test('starts as loaded, with nothing to tell', () => {
  const state = fixtureState(fixtureExample);
  expect(state.snapshot()).toEqual({ fixture: fixtureExample });
  expect(state.takeDelta()).toBeNull();
});

test('an update that changes nothing is not told', () => {
  const state = fixtureState(fixtureExample);
  state.offer({ fixture: head, markets: [marketExample] });
  expect(state.takeDelta()).toBeNull();
});

test('only what changed is told, once, in its newest state', () => {
  const state = fixtureState(fixtureExample);
  state.offer({ fixture: head, markets: [market(18), market(1, 'new')] });
  state.offer({ fixture: head, markets: [market(20), market(19)] });
  expect(state.takeDelta()).toEqual({ markets: [market(20), market(1, 'new')] });
  expect(state.takeDelta()).toBeNull();
  expect(state.snapshot().fixture.markets).toEqual([market(20), market(1, 'new')]);
});

test('the score moves with a newer version and not with an older', () => {
  const state = fixtureState(fixtureExample);
  const goal = { ...head, version: head.version + 1, score: { home: 2, away: 0 } };
  state.offer({ fixture: goal, markets: [] });
  state.offer({ fixture: head, markets: [] });
  expect(state.takeDelta()).toEqual({ fixture: goal, markets: [] });
});
