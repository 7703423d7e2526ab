import { EventLogRefusal, eventLogLimits, type LoggedEvent } from '../ports/event-log.ts';

const { streamIdBytesMax, typeBytesMax, payloadBytesMax } = eventLogLimits;
const consumerName = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u001f\u007f]/;

/**
 * What every adapter asks before it appends.
 * @throws EventLogRefusal for the first event beyond the limits
 */
export function checkLoggedEvents(events: readonly LoggedEvent[]): void {
  for (const event of events) {
    const fault = faultOf(event);
    if (fault === null) continue;
    const name = `${event.streamId.slice(0, 80)} ${event.sequence}`;
    throw new EventLogRefusal(`The event ${name} was not appended: ${fault}.`);
  }
}

/** @throws Error for a name that some engine could not keep */
export function checkConsumerName(consumer: string): void {
  if (consumerName.test(consumer) && consumer.length <= 63) return;
  throw new Error(
    `"${consumer}" cannot name a consumer: use lower-case words with dashes, 63 characters at most.`,
  );
}

function faultOf(event: LoggedEvent): string | null {
  if (event.streamId === '' || control.test(event.streamId)) {
    return 'its stream has no name, or control characters in it';
  }
  if (Buffer.byteLength(event.streamId) > streamIdBytesMax) {
    return `the name of its stream is longer than ${streamIdBytesMax} bytes`;
  }
  if (event.type === '' || Buffer.byteLength(event.type) > typeBytesMax) {
    return `its type is empty or longer than ${typeBytesMax} bytes`;
  }
  if (!isCount(event.sequence) || !isCount(event.schemaVersion)) {
    return 'its sequence and schema version must be whole numbers from 1';
  }
  const bytes = Buffer.byteLength(event.payload);
  return bytes > payloadBytesMax ? `its payload has ${bytes} bytes of ${payloadBytesMax}` : null;
}

const isCount = (number: number): boolean => Number.isSafeInteger(number) && number >= 1;
