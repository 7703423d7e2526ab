import type { FeedContext, FeedMessage, SportsFeed } from '../feeds/feed.ts';

export interface ScriptedFeed extends SportsFeed {
  /** Of the newest session. */
  context(): FeedContext;
  readonly recoveries: { readonly requestId: string; readonly sinceMs: number | null }[];
  send(...messages: FeedMessage[]): Promise<void>;
  /** Answers the newest recovery with these messages and the snapshot's end. */
  answer(at: number, ...messages: FeedMessage[]): Promise<void>;
  finish(): void;
  breakDown(error: Error): void;
}

/** A feed that says what a test tells it to. */
export function scriptedFeed(name = 'scripted'): ScriptedFeed {
  const recoveries: ScriptedFeed['recoveries'] = [];
  const over = Promise.withResolvers<void>();
  let open: FeedContext | null = null;

  function context(): FeedContext {
    if (open === null) throw new Error('the feed has not been started');
    return open;
  }

  async function send(...messages: FeedMessage[]): Promise<void> {
    for (const message of messages) await context().deliver(message);
  }

  return {
    name,
    recoveries,
    context,
    send,
    async start(given) {
      open = given;
      return {
        async recover(request) {
          recoveries.push(request);
        },
        finished: over.promise,
        stop: async () => undefined,
      };
    },
    async answer(at, ...messages) {
      const { requestId } = recoveries.at(-1)!;
      await send(...messages, { kind: 'snapshot-complete', producer: 'live', at, requestId });
    },
    finish: over.resolve,
    breakDown: over.reject,
  };
}
