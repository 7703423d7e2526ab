import type { ClientBase, Pool } from 'pg';

/** How far a feed was read: what it asked to remember, and when each producer was last well. */
export interface FeedMemory {
  readonly memory: unknown;
  /** Producer's name -> its time, ms. */
  readonly lastAliveMs: Readonly<Record<string, number>>;
}

export async function readFeedMemory(pool: Pool, feed: string): Promise<FeedMemory> {
  const { rows } = await pool.query<{ memory: unknown; last_alive: Record<string, number> }>(
    'select memory, last_alive from odds.feed_memory where feed = $1',
    [feed],
  );
  return { memory: rows[0]?.memory ?? null, lastAliveMs: rows[0]?.last_alive ?? {} };
}

export interface FeedMemoryChange {
  readonly feed: string;
  /** Absent: as it was. */
  readonly memory?: unknown;
  readonly lastAliveMs: Readonly<Record<string, number>>;
}

export async function writeFeedMemory(client: ClientBase, change: FeedMemoryChange): Promise<void> {
  const hasMemory = change.memory !== undefined;
  await client.query({
    name: 'odds-write-feed-memory',
    text: `insert into odds.feed_memory as f (feed, memory, last_alive) values ($1, $2, $4)
               on conflict (feed) do update
              set memory = case when $3 then excluded.memory else f.memory end,
                  last_alive = f.last_alive || excluded.last_alive`,
    values: [
      change.feed,
      hasMemory ? JSON.stringify(change.memory) : null,
      hasMemory,
      JSON.stringify(change.lastAliveMs),
    ],
  });
}
