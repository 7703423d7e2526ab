import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Broadcast } from './broadcast.ts';

export interface BroadcastUnderTest {
  /** Two nodes of one broadcast; the same object twice where there is only one node. */
  readonly nodes: readonly [Broadcast, Broadcast];
  /** Resolves when everything published so far has been handed over. */
  settle(): Promise<void>;
}

/** The law of Broadcast, for every adapter. */
export function broadcastContract(name: string, make: () => Promise<BroadcastUnderTest>): void {
  describe(`broadcast law: ${name}`, () => {
    let here: Broadcast;
    let there: Broadcast;
    let settle: () => Promise<void>;
    beforeEach(async () => {
      const made = await make();
      [here, there] = made.nodes;
      settle = made.settle;
    });
    afterEach(async () => {
      await here.close();
      await there.close();
    });

    function listen(broadcast: Broadcast, channel: string): { heard: unknown[]; end: () => void } {
      const heard: unknown[] = [];
      return { heard, end: broadcast.subscribe(channel, (message) => heard.push(message)) };
    }

    test('every handler on every node gets it once', async () => {
      const listeners = [listen(here, 'a'), listen(here, 'a'), listen(there, 'a')];
      here.publish('a', { n: 1 });
      await settle();
      for (const { heard } of listeners) expect(heard).toEqual([{ n: 1 }]);
    });

    test('one handler subscribed twice is called twice and ends once each', async () => {
      const heard: unknown[] = [];
      const handler = (message: unknown): unknown => heard.push(message);
      const end = here.subscribe('a', handler);
      here.subscribe('a', handler);
      here.publish('a', 1);
      await settle();
      end();
      here.publish('a', 2);
      await settle();
      expect(heard).toEqual([1, 1, 2]);
    });

    test("one publisher's order is kept, also from inside a handler", async () => {
      const early = here.subscribe('a', (message) => {
        if (message === 1) here.publish('a', 3);
      });
      const { heard } = listen(here, 'a');
      here.publish('a', 1);
      here.publish('a', 2);
      await settle();
      await settle();
      expect(heard).toEqual([1, 2, 3]);
      early();
    });

    test.each(['b', 'a:b', 'A', 'a*', ' a'])('channel %j is not channel "a"', async (channel) => {
      const { heard } = listen(here, channel);
      here.publish('a', 1);
      await settle();
      expect(heard).toEqual([]);
    });

    test('a handler that throws disturbs nobody', async () => {
      here.subscribe('a', () => {
        throw new Error('planted');
      });
      const { heard } = listen(here, 'a');
      expect(() => here.publish('a', 1)).not.toThrow();
      here.publish('a', 2);
      await settle();
      expect(heard).toEqual([1, 2]);
    });

    test('nothing is kept for who comes late, nor sent to who left', async () => {
      const left = listen(here, 'a');
      left.end();
      left.end();
      here.publish('a', 1);
      await settle();
      const late = listen(here, 'a');
      await settle();
      expect([left.heard, late.heard]).toEqual([[], []]);
    });

    test('ending inside a handler ends it at once', async () => {
      const heard: unknown[] = [];
      const end = here.subscribe('a', (message) => {
        heard.push(message);
        end();
      });
      here.publish('a', 1);
      here.publish('a', 2);
      await settle();
      expect(heard).toEqual([1]);
    });

    test('null, empty and large numbers as text arrive as they were', async () => {
      const { heard } = listen(there, 'a');
      const messages = [null, [], {}, '', 0, '9007199254740993'];
      for (const message of messages) here.publish('a', message);
      await settle();
      expect(heard).toEqual(messages);
    });

    test('after close nothing is delivered and publishing is harmless', async () => {
      const { heard } = listen(here, 'a');
      await here.close();
      expect(() => here.publish('a', 1)).not.toThrow();
      await settle();
      expect(heard).toEqual([]);
      expect(() => here.subscribe('a', () => undefined)).toThrow('closed');
    });
  });
}
