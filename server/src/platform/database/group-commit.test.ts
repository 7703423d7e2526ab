import { describe, expect, it } from 'vitest';
import { groupCommit } from './group-commit.ts';

function collector(options: { batchMax?: number; waitingMax?: number } = {}) {
  const batches: number[][] = [];
  const gates: (() => void)[] = [];
  const group = groupCommit<number, number>({
    commit: async (items) => {
      batches.push([...items]);
      await new Promise<void>((resolve) => gates.push(resolve));
      return items.map((item) =>
        item < 0 ? { ok: false, error: new Error(`no ${item}`) } : { ok: true, answer: item * 2 },
      );
    },
    batchMax: options.batchMax ?? 100,
    waitingMax: options.waitingMax ?? 100,
    overloaded: () => new Error('overloaded'),
  });
  const release = async () => {
    gates.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { group, batches, release };
}

describe('group commit', () => {
  it('sends a lone item at once, and what arrives meanwhile as one batch', async () => {
    const { group, batches, release } = collector();
    const first = group.submit(1);
    const rest = [group.submit(2), group.submit(3)];
    expect(batches).toEqual([[1]]);
    await release();
    expect(batches).toEqual([[1], [2, 3]]);
    await release();
    expect(await first).toBe(2);
    expect(await Promise.all(rest)).toEqual([4, 6]);
  });

  it('answers each item on its own', async () => {
    const { group, release } = collector();
    const hold = group.submit(0);
    const good = group.submit(5);
    const bad = group.submit(-5);
    const badIsRefused = expect(bad).rejects.toThrow('no -5');
    await release();
    await release();
    expect(await hold).toBe(0);
    expect(await good).toBe(10);
    await badIsRefused;
  });

  it('bounds the batch and the queue', async () => {
    const { group, batches, release } = collector({ batchMax: 2, waitingMax: 3 });
    const taken = [1, 2, 3, 4].map((item) => group.submit(item));
    await expect(group.submit(5)).rejects.toThrow('overloaded');
    expect(group.waiting()).toBe(3);
    await release();
    await release();
    await release();
    await Promise.all(taken);
    await group.idle();
    expect(batches).toEqual([[1], [2, 3], [4]]);
  });

  it('passes on the error of a batch and goes on', async () => {
    let calls = 0;
    const group = groupCommit<number, number>({
      commit: async (items) => {
        calls += 1;
        if (calls === 1) throw new Error('connection lost');
        return items.map((item) => ({ ok: true, answer: item }));
      },
      batchMax: 10,
      waitingMax: 10,
      overloaded: () => new Error('overloaded'),
    });
    await expect(group.submit(1)).rejects.toThrow('connection lost');
    expect(await group.submit(2)).toBe(2);
  });
});
