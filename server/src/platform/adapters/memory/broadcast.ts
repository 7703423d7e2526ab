import type { Broadcast } from '../../ports/broadcast.ts';
import type { Logger } from '../../telemetry/logger.ts';

type Handler = (message: unknown) => void;

/** The subscription is an object of its own: one handler may be subscribed twice. */
interface Subscription {
  readonly handler: Handler;
  active: boolean;
}

/**
 * Broadcast within one process. Messages are handed over as they are, not copied, once the
 * publisher has finished its turn: a handler that publishes does not overtake what it handles.
 */
export function memoryBroadcast(logger: Logger): Broadcast {
  const channels = new Map<string, Set<Subscription>>();
  let handovers: { readonly to: Subscription; readonly message: unknown }[] = [];
  let draining: Promise<void> | undefined;
  let closed = false;

  function handOver(): void {
    const batch = handovers;
    handovers = [];
    draining = undefined;
    for (const { to, message } of batch) {
      if (!to.active) continue;
      try {
        to.handler(message);
      } catch (error) {
        logger.error({ err: error }, 'a broadcast handler failed');
      }
    }
  }

  return {
    publish(channel, message) {
      if (closed) return;
      for (const to of channels.get(channel) ?? []) handovers.push({ to, message });
      if (handovers.length > 0) draining ??= Promise.resolve().then(handOver);
    },
    subscribe(channel, handler) {
      if (closed) throw new Error('the broadcast is closed');
      const subscription: Subscription = { handler, active: true };
      const subscriptions = channels.get(channel) ?? new Set();
      channels.set(channel, subscriptions.add(subscription));
      return () => {
        subscription.active = false;
        subscriptions.delete(subscription);
        if (subscriptions.size === 0 && channels.get(channel) === subscriptions) {
          channels.delete(channel);
        }
      };
    },
    async close() {
      closed = true;
      while (draining !== undefined) await draining;
      channels.clear();
    },
  };
}
