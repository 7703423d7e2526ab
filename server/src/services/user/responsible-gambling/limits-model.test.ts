import type { LimitPath } from '@winnex/contracts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { virtualClock } from '../../../platform/adapters/simulated/clock.ts';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../../platform/database/testing/test-database.ts';
import {
  browser,
  callerOf,
  refusalOf,
  registration,
  userTestBed,
} from '../testing/user-test-bed.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const hour = 3_600_000;
const day = 24 * hour;

/** What the house has promised, in as few words as it can be said. */
interface Model {
  nowMs: number;
  own: Map<string, bigint>;
  imposed: Map<string, bigint>;
  wishes: Map<string, { max: bigint | null; askedMs: number }>;
  excludedUntilMs: number | null;
  returnsMs: number | null;
  timeOutUntilMs: number;
}

type Step =
  | { readonly do: 'set'; readonly path: LimitPath; readonly max: number }
  | { readonly do: 'remove' | 'confirm'; readonly path: LimitPath }
  | { readonly do: 'impose'; readonly path: LimitPath; readonly max: number | null }
  | { readonly do: 'wait'; readonly ms: number }
  /** Until a moment at which something changes, or just before it. */
  | { readonly do: 'await'; readonly which: number; readonly shortMs: number }
  | { readonly do: 'exclude'; readonly months: number }
  | { readonly do: 'time-out'; readonly days: number }
  | { readonly do: 'return' };

const path = fc.constantFrom<LimitPath>(
  { kind: 'deposit', period: 'day' },
  { kind: 'loss', period: 'month' },
);
const milestone = fc.record({
  do: fc.constant('await' as const),
  which: fc.nat({ max: 5 }),
  shortMs: fc.constantFrom(0, 1),
});
const amount = fc.integer({ min: 0, max: 4 });
const step = fc.oneof<fc.Arbitrary<Step>[]>(
  fc.record({ do: fc.constant('set'), path, max: amount }),
  fc.record({ do: fc.constantFrom('remove', 'confirm'), path }),
  fc.record({
    do: fc.constant('impose'),
    path,
    max: fc.option(amount, { nil: null, freq: 3 }),
  }),
  fc.record({ do: fc.constant('wait'), ms: fc.constantFrom(1, hour, day, 31 * day, 190 * day) }),
  milestone,
  fc.record({ do: fc.constant('exclude'), months: fc.constantFrom(6, 7, 12) }),
  fc.record({ do: fc.constant('time-out'), days: fc.integer({ min: 1, max: 42 }) }),
  fc.record({ do: fc.constant('return') }),
);
/** Steps that make sense one after the other, which chance would seldom put so. */
const raising = fc
  .tuple(path, fc.boolean(), milestone)
  .map(([path, goes, wait]): Step[] => [
    { do: 'set', path, max: 1 },
    goes ? { do: 'remove', path } : { do: 'set', path, max: 5 },
    wait,
    { do: 'confirm', path },
  ]);
const returning = fc
  .tuple(milestone, milestone)
  .map(([term, end]): Step[] => [{ do: 'exclude', months: 6 }, term, { do: 'return' }, end]);
const steps = fc
  .array(fc.oneof({ arbitrary: step.map((one) => [one]), weight: 3 }, raising, returning), {
    minLength: 1,
    maxLength: 15,
  })
  .map((parts) => parts.flat());

const keyOf = ({ kind, period }: LimitPath) => `${kind} ${period}`;

/** How long the step lasts. */
function lasts(model: Model, step: Step): number {
  if (step.do === 'wait') return step.ms;
  if (step.do !== 'await') return 0;
  const ahead = [
    ...[...model.wishes.values()].flatMap(({ askedMs }) => [askedMs + day, askedMs + 8 * day]),
    model.excludedUntilMs ?? 0,
    model.returnsMs ?? 0,
    model.timeOutUntilMs,
  ].filter((atMs) => atMs > model.nowMs);
  const atMs = ahead[step.which % ahead.length];
  return atMs === undefined ? 0 : atMs - model.nowMs - step.shortMs;
}

/** Changes the model as the step should, and tells how the service should answer. */
function follow(model: Model, step: Step): string {
  const { nowMs, own, imposed, wishes } = model;
  switch (step.do) {
    case 'wait':
    case 'await':
      model.nowMs += lasts(model, step);
      return 'not refused';
    case 'impose':
      if (step.max === null) imposed.delete(keyOf(step.path));
      else imposed.set(keyOf(step.path), BigInt(step.max));
      return 'not refused';
    case 'time-out':
      model.timeOutUntilMs = Math.max(model.timeOutUntilMs, nowMs + step.days * day);
      return 'not refused';
    case 'exclude': {
      const term = new Date(nowMs);
      const months = term.getUTCMonth() + step.months;
      const same = new Date(new Date(nowMs).setUTCMonth(months));
      // Some months are short: the term then ends on the first of the next.
      if (same.getUTCDate() !== term.getUTCDate()) same.setUTCDate(1);
      model.excludedUntilMs = Math.max(model.excludedUntilMs ?? 0, same.getTime());
      model.returnsMs = null;
      return 'not refused';
    }
    case 'return':
      if (!excluded(model)) return 'not-found';
      if (nowMs < (model.excludedUntilMs ?? 0)) return 'too-early';
      model.returnsMs ??= nowMs + day;
      return 'not refused';
  }
  const key = keyOf(step.path);
  const max = own.get(key);
  let wish = wishes.get(key);
  if (wish !== undefined && nowMs >= wish.askedMs + 8 * day) wish = undefined;
  if (step.do === 'confirm') {
    if (wish === undefined) return 'not-found';
    if (nowMs < wish.askedMs + day) return 'too-early';
    if (wish.max === null) own.delete(key);
    else own.set(key, wish.max);
    wishes.delete(key);
    return 'not refused';
  }
  const wanted = step.do === 'set' ? BigInt(step.max) : null;
  if (max === undefined) {
    if (wanted === null) return 'not-found';
    own.set(key, wanted);
  } else if (wanted !== null && wanted <= max) {
    own.set(key, wanted);
    wishes.delete(key);
  } else if (wish === undefined || wish.max !== wanted) {
    wishes.set(key, { max: wanted, askedMs: nowMs });
  }
  return 'not refused';
}

const excluded = ({ excludedUntilMs, returnsMs, nowMs }: Model) =>
  excludedUntilMs !== null && (returnsMs === null || nowMs < returnsMs);

/** What the service should say of the customer. */
function expected(model: Model) {
  const keys = new Set([...model.own.keys(), ...model.imposed.keys()]);
  const lowest = [...keys].map((key) => {
    const [own, imposed] = [model.own.get(key), model.imposed.get(key)];
    const max = own === undefined || (imposed !== undefined && imposed < own) ? imposed : own;
    return `${key} ${max}`;
  });
  const onTimeOut = model.nowMs < model.timeOutUntilMs;
  const reason = excluded(model) ? 'self-excluded' : onTimeOut ? 'time-out' : null;
  return { limits: lowest.toSorted(), reason };
}

it.each(['2026-01-30T23:30:00Z', '2026-03-28T12:00:00Z', '2027-08-31T00:00:00Z'])(
  'holds what it promises from %s on, whatever is asked and whenever',
  async (start) => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const clock = virtualClock(Date.parse(start));
        const { service, operations } = userTestBed(database.pool, {}, clock);
        const { profile } = await operations.register(registration(), browser);
        const caller = callerOf(profile);
        const { userId } = caller;
        const perform = (step: Step): Promise<unknown> => {
          switch (step.do) {
            case 'set':
              return operations.setLimit(caller, step.path, { max: `${step.max}` });
            case 'remove':
              return operations.removeLimit(caller, step.path);
            case 'confirm':
              return operations.confirmLimit(caller, step.path);
            case 'impose': {
              const max = step.max === null ? null : BigInt(step.max);
              return service.imposeLimit(userId, {
                ...step.path,
                max,
                actorId: userId,
                reason: 'check',
              });
            }
            case 'wait':
            case 'await':
              return clock.advance(lasts(model, step));
            case 'exclude':
              return operations.selfExclude(caller, { months: step.months });
            case 'time-out':
              return operations.takeTimeOut(caller, { days: step.days });
            case 'return':
              return operations.requestReturn(caller);
          }
        };
        const model: Model = {
          nowMs: clock.now(),
          own: new Map(),
          imposed: new Map(),
          wishes: new Map(),
          excludedUntilMs: null,
          returnsMs: null,
          timeOutUntilMs: 0,
        };
        for (const step of all) {
          const answer = await refusalOf(perform(step));
          expect(answer).toBe(follow(model, step));
          const known = (await operations.permissions([userId])).get(userId);
          const limits = known?.limits.map((limit) => `${keyOf(limit)} ${limit.max}`).toSorted();
          expect({ limits, reason: known?.bar?.reason ?? null }).toEqual(expected(model));
          expect(known?.standing).toBe(known?.bar == null ? 'active' : 'self-excluded');
        }
      }),
      { numRuns: 40 },
    );
  },
);
