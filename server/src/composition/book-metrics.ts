import { Gauge } from 'prom-client';
import type { Metrics } from '../platform/telemetry/metrics.ts';
import type { Book } from './book.ts';

/** Figures of the services, read when somebody asks for `/metrics`. */
export function countBook(metrics: Metrics, book: Book): void {
  const gauge = (name: string, help: string, read: () => number) => {
    new Gauge({
      name: `winnex_${name}`,
      help,
      registers: [metrics],
      collect() {
        this.set(read());
      },
    });
  };
  gauge('bets_waiting', 'Bets waiting for the next batch', () => book.betting.waiting());
  gauge('board_fixtures', 'Fixtures in memory', () => book.odds.metrics().fixtures);
  gauge('board_markets', 'Markets in memory', () => book.odds.metrics().markets);
  gauge('feed_producers_up', 'Producers that are up', () => book.odds.metrics().producersUp);
  gauge('feed_failures_total', 'Steps of the feed runtime repeated after a failure', () => {
    return book.odds.metrics().failures;
  });
}
