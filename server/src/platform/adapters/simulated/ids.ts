import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import { systemIds } from '../system/ids.ts';
import { seededRandom } from './random.ts';

/** Identifiers that come out the same for the same seed and the same run of the clock. */
export function seededIds(clock: Clock, seed: number): Ids {
  return systemIds(clock, seededRandom(seed));
}
