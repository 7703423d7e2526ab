import { appendFileSync } from 'node:fs';
import { postgresEventSource } from '../../adapters/postgres/event-source.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { createPool } from '../../database/pool.ts';
import type { AppendableEventLog } from '../../ports/event-log.ts';
import { silentLogger } from '../../telemetry/logger.ts';
import { relayEvents } from '../relay.ts';

// A relay of its own, for tests that kill it: appends to a file, and dies between the append of the
// page that makes `killAfter` events and its mark.
const [url = '', schema = '', file = '', killAfter = '0'] = process.argv.slice(2);
let published = 0;

const log: Pick<AppendableEventLog, 'append'> = {
  async append(events) {
    appendFileSync(file, events.map((event) => `${event.streamId} ${event.sequence}\n`).join(''));
    published += events.length;
    if (published >= Number(killAfter)) process.kill(process.pid, 'SIGKILL');
  },
};

relayEvents(
  postgresEventSource({ pool: createPool(url, { applicationName: 'relay' }), schema }),
  log,
  {
    name: 'relay',
    clock: systemClock(),
    logger: silentLogger,
    settings: { pageSize: 10, saveEveryMs: 0, takeOverMs: 20 },
  },
);
setInterval(() => undefined, 60_000);
