import { Counter, Gauge } from 'prom-client';
import type { Metrics } from '../../platform/telemetry/metrics.ts';

export interface SocketMetrics {
  readonly open: Gauge;
  readonly frames: Counter;
  readonly heldBack: Counter;
}

export function socketMetrics(metrics: Metrics): SocketMetrics {
  const registers = [metrics];
  return {
    open: new Gauge({ name: 'winnex_sockets_open', help: 'Sockets connected now.', registers }),
    frames: new Counter({
      name: 'winnex_socket_frames_total',
      help: 'Frames handed to sockets.',
      registers,
    }),
    heldBack: new Counter({
      name: 'winnex_socket_held_back_total',
      help: 'Times that a slow socket was put down for a later snapshot of a topic.',
      registers,
    }),
  };
}
