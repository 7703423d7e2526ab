import { expect, test } from 'vitest';
import { createTopic, type Reader } from './topic.ts';

function collector(): Reader & { readonly frames: Buffer[] } {
  const frames: Buffer[] = [];
  return { frames, deliver: (_topic, frame) => frames.push(frame) };
}
const parsed = ({ frames }: { readonly frames: Buffer[] }) =>
  frames.map((frame) => JSON.parse(String(frame)));

test('a snapshot carries the seq that the next delta follows, also when made between', () => {
  let state = 'a';
  const topic = createTopic('t', () => state);
  const [first, second] = [collector(), collector()];
  topic.join(first);
  state = 'b';
  topic.touch();
  topic.snapshot();
  topic.publish('a to b');
  topic.join(second);
  topic.publish('b to c');
  expect(parsed(first)).toEqual([
    { op: 'snapshot', topic: 't', seq: 0, data: 'a' },
    { op: 'delta', topic: 't', seq: 1, data: 'a to b' },
    { op: 'delta', topic: 't', seq: 2, data: 'b to c' },
  ]);
  expect(parsed(second)).toEqual([
    { op: 'snapshot', topic: 't', seq: 1, data: 'b' },
    { op: 'delta', topic: 't', seq: 2, data: 'b to c' },
  ]);
});

test('every reader gets the very same bytes', () => {
  const topic = createTopic('t', () => 'state');
  const readers = [collector(), collector()];
  for (const reader of readers) topic.join(reader);
  topic.publish('delta');
  for (const place of [0, 1]) expect(readers[0]?.frames[place]).toBe(readers[1]?.frames[place]);
});

test('says when nobody reads it, and sends nothing to who left', () => {
  let empty = 0;
  const topic = createTopic(
    't',
    () => 'state',
    () => {
      empty += 1;
    },
  );
  const [first, second] = [collector(), collector()];
  topic.join(first);
  topic.join(second);
  topic.leave(first);
  expect([topic.readers, empty]).toEqual([1, 0]);
  topic.leave(second);
  topic.publish('delta');
  expect([topic.readers, empty, second.frames.length]).toEqual([0, 1, 1]);
});
