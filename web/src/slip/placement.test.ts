import { signal } from '@preact/signals';
import type { Bet } from '@winnex/contracts';
import { expect, test } from 'vitest';
import { ApiProblem, NoAnswer } from '../api/problem.ts';
import { createPlacement, type ReadyLeg } from './placement.ts';
import { emptySlip, type Slip } from './slip-model.ts';
import { bet, legOf, onePick } from './testing/slip.ts';

test('a bet is stored with its key before it is sent, and gone once accepted', async () => {
  const run = start({ place: [bet()] });
  await run.placement.place(ready());
  expect(run.seenWhenPlacing).toMatchObject([{ key: 'key-1', phase: 'sending' }]);
  expect(run.slip.value).toEqual(emptySlip);
  expect(run.answers).toHaveLength(1);
});

test('a rejection stays on the leg', async () => {
  const rejection = { code: 'MARKET_SUSPENDED', message: 'paused' } as const;
  const run = start({ place: [bet({ status: 'REJECTED', rejection })] });
  await run.placement.place(ready());
  expect(legOf(run.slip.value)).toMatchObject({ attempt: null, rejection });
});

test('after a lost answer it asks by key, and places nothing again', async () => {
  const run = start({ place: [new NoAnswer()], find: [new NoAnswer(), bet()] });
  await run.placement.place(ready());
  expect(run.slip.value).toEqual(emptySlip);
  expect(run.placed).toEqual(['key-1']);
  expect(run.asked).toEqual(['key-1', 'key-1']);
});

test('"no such bet" counts only when the request cannot be under way any more', async () => {
  const run = start({ place: [new NoAnswer()], find: [absent, absent, absent, bet()] });
  await run.placement.place(ready());
  expect(run.slip.value).toEqual(emptySlip);
});

test('what was never recorded waits for the customer, and goes out again with its own key', async () => {
  const run = start({
    place: [new NoAnswer(), bet()],
    find: [absent, absent, absent, absent, absent],
  });
  await run.placement.place(ready());
  const leg = legOf(run.slip.value);
  expect(leg.attempt?.phase).toBe('not-recorded');
  expect(run.placed).toEqual(['key-1']);
  if (leg.attempt !== null) await run.placement.sendAgain(leg, leg.attempt);
  expect(run.placed).toEqual(['key-1', 'key-1']);
  expect(run.slip.value).toEqual(emptySlip);
});

test('when the server cannot be asked the outcome stays open', async () => {
  const run = start({ place: [problem(503, 'unavailable')], find: Array(5).fill(new NoAnswer()) });
  await run.placement.place(ready());
  expect(legOf(run.slip.value).attempt?.phase).toBe('unreachable');
});

test('a refused request frees the leg and says why', async () => {
  const run = start({ place: [problem(403, 'account-blocked')] });
  await run.placement.place(ready());
  expect(legOf(run.slip.value)).toMatchObject({ attempt: null, notice: 'Not now.' });
});

test.each([
  [409, 'idempotency-key-in-use'],
  [422, 'idempotency-key-reused'],
  [504, 'timeout'],
])('%s %s is looked up, since the bet may stand', async (status, slug) => {
  const run = start({ place: [problem(status, slug)], find: [bet()] });
  await run.placement.place(ready());
  expect(run.asked).toEqual(['key-1']);
  expect(run.slip.value).toEqual(emptySlip);
});

test('a check never places, and two at once ask once', async () => {
  const run = start({ place: [new NoAnswer()], find: Array(5).fill(new NoAnswer()) });
  await run.placement.place(ready());
  const { attempt } = legOf(run.slip.value);
  if (attempt === null) throw new Error('the attempt is gone');
  run.script.find.push(bet());
  run.asked.length = 0;
  await Promise.all([run.placement.check(attempt), run.placement.check(attempt)]);
  expect(run.asked).toEqual(['key-1']);
  expect(run.placed).toEqual(['key-1']);
});

const absent = problem(404, 'not-found');

function problem(status: number, slug: string): ApiProblem {
  return new ApiProblem({ type: `/problems/${slug}`, title: slug, status, detail: 'Not now' });
}

function ready(): ReadyLeg {
  return {
    leg: legOf(onePick),
    userId: 'u1',
    odds: '2.5',
    marketVersion: 1,
    stakeMinor: 500n,
    currency: 'EUR',
    oddsPolicy: 'NONE',
  };
}

function start(given: { place?: (Bet | Error)[]; find?: (Bet | Error)[] }) {
  const script = { place: given.place ?? [], find: given.find ?? [] };
  const slip = signal<Slip>(onePick);
  const placed: string[] = [];
  const asked: string[] = [];
  const answers: Bet[] = [];
  const seenWhenPlacing: unknown[] = [];
  let nowMs = 0;
  let keys = 0;
  const placement = createPlacement({
    slip,
    async place(key) {
      placed.push(key);
      seenWhenPlacing.push(legOf(slip.value).attempt);
      return answer(script.place);
    },
    async betByKey(key) {
      asked.push(key);
      return answer(script.find);
    },
    newKey: () => `key-${++keys}`,
    nowMs: () => nowMs,
    wait: async (ms) => {
      nowMs += ms;
    },
    answered: (known) => answers.push(known),
  });
  return { placement, slip, script, placed, asked, answers, seenWhenPlacing };
}

function answer(script: (Bet | Error)[]): Bet {
  const next = script.shift();
  if (next === undefined) throw new Error('the script has no more answers');
  if (next instanceof Error) throw next;
  return next;
}
