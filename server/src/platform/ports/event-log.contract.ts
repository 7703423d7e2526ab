import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type AppendableEventLog,
  type EventHandler,
  type EventLog,
  EventLogRefusal,
  eventLogLimits,
  type LoggedEvent,
} from './event-log.ts';

export interface EventLogUnderTest {
  /** Two nodes on one log; the same object twice where there is only one node. */
  readonly nodes: readonly [EventLog, EventLog];
  /** Writes events as whoever writes to this log does. */
  append(events: readonly LoggedEvent[]): Promise<void>;
  /** Breaks every connection to the engine, once; nothing where there is none. */
  disturb(): Promise<void>;
}

const event = (streamId: string, sequence: number, fields: Partial<LoggedEvent> = {}) => ({
  streamId,
  sequence,
  type: 'happened',
  schemaVersion: 1,
  payload: '{}',
  recordedAtMs: 1_700_000_000_123,
  ...fields,
});
const label = ({ streamId, sequence }: LoggedEvent) => `${streamId}${sequence}`;

/** `1, 2, ... count` of each stream, taken in turns. */
const woven = (streams: readonly string[], count: number, from = 1): LoggedEvent[] =>
  Array.from({ length: count }, (_, index) =>
    streams.map((streamId) => event(streamId, from + index)),
  ).flat();

/** Collects what a handler is told; `plan` may throw or wait first. */
function listener(plan: EventHandler = () => undefined) {
  const told: LoggedEvent[] = [];
  const handler: EventHandler = async (logged) => {
    await plan(logged);
    told.push(logged);
  };
  const labels = (streamId?: string) =>
    told.filter((logged) => streamId === undefined || logged.streamId === streamId).map(label);
  return { handler, told, labels };
}

/** Notes when a stream is handled twice at the same time. */
function exclusive() {
  const busy = new Set<string>();
  const clashes: string[] = [];
  const handler: EventHandler = async (logged) => {
    if (busy.has(logged.streamId)) clashes.push(label(logged));
    busy.add(logged.streamId);
    await sleep(1);
    busy.delete(logged.streamId);
  };
  return { handler, clashes };
}

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 5 });

/** Without what came again. */
const firsts = (labels: readonly string[]) => [...new Set(labels)];

/**
 * The law of EventLog, for every adapter. `make` gives a log with retries of a few milliseconds,
 * pages of fewer than 100 events and a poll of half a second at most.
 */
export function eventLogContract(name: string, make: () => Promise<EventLogUnderTest>): void {
  describe(`event log law: ${name}`, () => {
    let here: EventLog;
    let there: EventLog;
    let log: EventLogUnderTest;
    beforeEach(async () => {
      log = await make();
      [here, there] = log.nodes;
    });
    afterEach(async () => {
      await here.close();
      await there.close();
    });

    test('what is appended arrives whole, to the letter', async () => {
      const events = [
        event('a', 1, { payload: '{"n":9007199254740993,  "x":1.0,"é":"\\u00e9 \u{1f3c6}"}' }),
        event('a/b:c|d e*é', 1, { type: 'a.b-c', schemaVersion: 32_767, recordedAtMs: 0 }),
        event('a', 2, { payload: 'null' }),
        event('a', 3, { payload: '""' }),
      ];
      const { handler, told } = listener();
      here.subscribe('reader', handler);
      await log.append(events);
      await eventually(() => expect(told).toHaveLength(4));
      const sorted = (list: readonly LoggedEvent[]) =>
        list.toSorted((a, b) => label(a).localeCompare(label(b)));
      expect(sorted(told)).toEqual(sorted(events));
    });

    test('a stream is told in order, one event after the other, across many pages', async () => {
      const busy = exclusive();
      const { handler, labels, told } = listener(busy.handler);
      here.subscribe('reader', handler);
      for (let from = 1; from <= 200; from += 20)
        await log.append(woven(['a', 'b', 'c'], 20, from));
      await eventually(() => expect(told).toHaveLength(600));
      for (const stream of ['a', 'b', 'c']) {
        expect(labels(stream)).toEqual(woven([stream], 200).map(label));
      }
      expect(busy.clashes).toEqual([]);
    });

    test('who comes late hears everything from the oldest on', async () => {
      await log.append(woven(['a'], 150));
      const { handler, labels } = listener();
      here.subscribe('reader', handler);
      await eventually(() => expect(labels()).toEqual(woven(['a'], 150).map(label)));
    });

    test('nothing handled comes again after an orderly close; what came meanwhile does', async () => {
      const first = listener();
      const subscription = here.subscribe('reader', first.handler);
      await log.append(woven(['a', 'b'], 3));
      await eventually(() => expect(first.told).toHaveLength(6));
      await subscription.close();
      await log.append(woven(['a'], 2, 4));
      const second = listener();
      there.subscribe('reader', second.handler);
      await eventually(() => expect(second.labels()).toEqual(['a4', 'a5']));
      expect(first.told).toHaveLength(6);
    });

    test('consumers do not depend on each other', async () => {
      const failing = listener(() => Promise.reject(new Error('planted')));
      const failed = vi.fn(failing.handler);
      here.subscribe('failing', failed);
      const well = [listener(), listener()];
      here.subscribe('reader', well[0]!.handler);
      there.subscribe('other-reader', well[1]!.handler);
      await log.append(woven(['a'], 3));
      for (const { labels } of well) {
        await eventually(() => expect(labels()).toEqual(['a1', 'a2', 'a3']));
      }
      await eventually(() => expect(failed.mock.calls.length).toBeGreaterThan(1));
      expect(failing.told).toEqual([]);
    });

    test.each([
      [
        'throws',
        () => {
          throw new Error('planted');
        },
      ],
      ['rejects', () => Promise.reject(new Error('planted \0 \ud800'))],
      ['throws nothing at all', () => Promise.reject(undefined)],
    ])(
      'a handler that %s is told the same event again, and its stream waits',
      async (_how, fail) => {
        let well = false;
        const attempts: string[] = [];
        const { handler, labels } = listener((logged) => {
          attempts.push(label(logged));
          return logged.streamId === 'a' && logged.sequence === 2 && !well ? fail() : undefined;
        });
        here.subscribe('reader', handler);
        await log.append(woven(['a', 'b'], 3));
        const again = () => attempts.filter((attempt) => attempt === 'a2').length;
        await eventually(() => expect(again()).toBeGreaterThan(2));
        await log.append([event('a', 4), event('b', 4)]);
        if (here.capabilities.failureHolds === 'stream') {
          await eventually(() => expect(labels('b')).toEqual(['b1', 'b2', 'b3', 'b4']));
        }
        expect(labels('a')).toEqual(['a1']);
        expect(attempts).not.toContain('a3');
        well = true;
        await eventually(() => expect(labels('a')).toEqual(['a1', 'a2', 'a3', 'a4']));
        await eventually(() => expect(labels('b')).toEqual(['b1', 'b2', 'b3', 'b4']));
        expect(attempts.filter((attempt) => attempt !== 'a2')).toHaveLength(7);
      },
    );

    test('closing does not wait for an event that keeps failing, nor lose it', async () => {
      const failing = vi.fn(() => Promise.reject(new Error('planted')));
      const subscription = here.subscribe('reader', failing);
      await log.append(woven(['a'], 2));
      await eventually(() => expect(failing).toHaveBeenCalled());
      await subscription.close();
      const { handler, labels } = listener();
      here.subscribe('reader', handler);
      await eventually(() => expect(labels()).toEqual(['a1', 'a2']));
    });

    test('closing while busy lets the handler finish, calls it no more, keeps its work', async () => {
      const gate = Promise.withResolvers<void>();
      const first = listener(() => gate.promise);
      const started = vi.fn(first.handler);
      const subscription = here.subscribe('reader', started);
      await log.append(woven(['a'], 3));
      await eventually(() => expect(started).toHaveBeenCalledTimes(1));
      const closed = subscription.close();
      gate.resolve();
      await closed;
      await subscription.close();
      expect(first.labels()).toEqual(['a1']);
      const second = listener();
      here.subscribe('reader', second.handler);
      await eventually(() => expect(second.labels()).toEqual(['a2', 'a3']));
      expect(started).toHaveBeenCalledTimes(1);
    });

    test('two nodes under one name: no stream at both, and one goes on for the other', async () => {
      const busy = exclusive();
      const all: string[] = [];
      const node = () =>
        listener(async (logged) => {
          await busy.handler(logged);
          all.push(label(logged));
        });
      const first = here.subscribe('reader', node().handler);
      const second = there.subscribe('reader', node().handler);
      await log.append(woven(['a', 'b'], 20));
      await eventually(() => expect(firsts(all)).toHaveLength(40));
      await first.close();
      await log.append(woven(['a', 'b'], 2, 21));
      await eventually(() => expect(firsts(all)).toHaveLength(44));
      for (const stream of ['a', 'b']) {
        const own = firsts(all).filter((entry) => entry.startsWith(stream));
        expect(own).toEqual(woven([stream], 22).map(label));
      }
      expect(busy.clashes).toEqual([]);
      await second.close();
    });

    test('a lost connection is made again; nothing is lost or out of order', async () => {
      const { handler, labels } = listener(() => sleep(1));
      here.subscribe('reader', handler);
      await log.append(woven(['a', 'b'], 30));
      await eventually(() => expect(labels().length).toBeGreaterThan(5));
      await log.disturb();
      await log.append(woven(['a', 'b'], 5, 31));
      for (const stream of ['a', 'b']) {
        await eventually(() =>
          expect(firsts(labels(stream))).toEqual(woven([stream], 35).map(label)),
        );
      }
    });

    test('an event appended by a handler comes after it', async () => {
      const { handler, labels } = listener(async ({ sequence }) => {
        if (sequence < 5) await log.append([event('a', sequence + 1)]);
      });
      here.subscribe('reader', handler);
      await log.append([event('a', 1)]);
      await eventually(() => expect(labels()).toEqual(['a1', 'a2', 'a3', 'a4', 'a5']));
    });

    test('a payload of the largest size passes', async () => {
      const payload = JSON.stringify('é'.repeat((eventLogLimits.payloadBytesMax - 2) / 2));
      const { handler, told } = listener();
      here.subscribe('reader', handler);
      await log.append([event('a', 1, { payload })]);
      await eventually(() => expect(told.map((logged) => logged.payload)).toEqual([payload]));
    });

    test('appending nothing does nothing', async () => {
      await log.append([]);
      const { handler, labels } = listener();
      here.subscribe('reader', handler);
      await log.append([event('a', 1)]);
      await eventually(() => expect(labels()).toEqual(['a1']));
    });

    test.each(['', 'Reader', 'a b', 'a/b', '-a', 'a--b', 'a'.repeat(64)])(
      '%j names no consumer',
      (consumer) => {
        expect(() => here.subscribe(consumer, () => undefined)).toThrow('cannot name a consumer');
      },
    );

    test('a closed log takes no subscription and calls nobody', async () => {
      const { handler, told } = listener();
      here.subscribe('reader', handler);
      await here.close();
      await here.close();
      await log.append([event('a', 1)]).catch(() => undefined);
      expect(() => here.subscribe('reader', handler)).toThrow('closed');
      expect(told).toEqual([]);
    });
  });
}

/** The rest of the law, for logs that others append to. */
export function appendableEventLogContract(
  name: string,
  make: () => Promise<AppendableEventLog>,
): void {
  describe(`appendable event log law: ${name}`, () => {
    let log: AppendableEventLog;
    beforeEach(async () => {
      log = await make();
    });
    afterEach(() => log.close());

    test.each([
      ['no stream', { streamId: '' }],
      ['a line break in its stream', { streamId: 'a\nb' }],
      ['a long stream', { streamId: 'é'.repeat(101) }],
      ['no type', { type: '' }],
      ['sequence 0', { sequence: 0 }],
      ['half a version', { schemaVersion: 1.5 }],
      ['a large payload', { payload: 'x'.repeat(eventLogLimits.payloadBytesMax + 1) }],
    ])('an event with %s is refused, and all with it', async (_what, fields) => {
      const { handler, labels } = listener();
      log.subscribe('reader', handler);
      const refused = log.append([event('a', 1), event('a', 2, fields)]);
      await expect(refused).rejects.toThrow(EventLogRefusal);
      await log.append([event('b', 1)]);
      await eventually(() => expect(labels()).toEqual(['b1']));
    });

    test('events appended again come twice at most, the first time in order', async () => {
      const { handler, labels } = listener();
      log.subscribe('reader', handler);
      await log.append(woven(['a'], 3));
      await log.append([...woven(['a'], 2, 2), event('a', 4)]);
      await eventually(() => expect(labels()).toContain('a4'));
      expect(firsts(labels())).toEqual(['a1', 'a2', 'a3', 'a4']);
      expect(labels().length).toBeLessThanOrEqual(6);
    });

    test('a closed log refuses to append', async () => {
      await log.close();
      await expect(log.append([event('a', 1)])).rejects.toThrow('closed');
    });
  });
}
