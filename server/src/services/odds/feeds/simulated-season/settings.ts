import type { MarginMethodName } from '@winnex/kernel';

/** How often something out of the ordinary befalls a fixture: probabilities, at most one each. */
export interface MishapRates {
  readonly postponed: number;
  readonly abandoned: number;
  /** A market is cancelled: for a while, for good, or by mistake and then restored. */
  readonly marketCancelled: number;
  /** A goal is taken back, and with it the results it had decided. */
  readonly goalDisallowed: number;
  /** The final result is wrong at first, rolled back and corrected. */
  readonly wrongResult: number;
}

export interface SimulatedSeasonSettings {
  /** Whole number; the same seed plays the same season. */
  readonly seed: number;
  /** Seconds of play in one second of wall time. */
  readonly speed: number;
  /** Overround of every market, such as 0.06. */
  readonly margin: number;
  readonly marginMethod: MarginMethodName;
  /** Wall time between two looks at the prices of a fixture, before the start and in play. */
  readonly preMatchTickMs: number;
  readonly liveTickMs: number;
  readonly aliveMs: number;
  /** How long before the start a fixture is offered, in minutes of play. */
  readonly offeredMinutes: number;
  readonly mishaps: MishapRates;
}

export const defaultSimulatedSeasonSettings: SimulatedSeasonSettings = {
  seed: 2026,
  speed: 60,
  margin: 0.06,
  marginMethod: 'power',
  preMatchTickMs: 12_000,
  liveTickMs: 2_000,
  aliveMs: 5_000,
  offeredMinutes: 420,
  mishaps: {
    postponed: 0.004,
    abandoned: 0.004,
    marketCancelled: 0.02,
    goalDisallowed: 0.06,
    wrongResult: 0.02,
  },
};

/** Refuses settings that cannot be played, in one sentence that names the setting. */
export function requireSeasonSettings(settings: SimulatedSeasonSettings): void {
  const { seed, speed, margin, mishaps } = settings;
  require(Number.isSafeInteger(seed), 'season.seed', 'a whole number');
  require(speed >= 1 && speed <= 3_600, 'season.speed', 'between 1 (as in life) and 3600');
  require(margin >= 0 && margin <= 0.5, 'season.margin', 'between 0 and 0.5');
  for (const name of ['preMatchTickMs', 'liveTickMs'] as const) {
    require(settings[name] >= 50, `season.${name}`, 'at least 50');
  }
  require(settings.aliveMs >= 50 && settings.aliveMs <= 10_000, 'season.aliveMs', '50 to 10000');
  require(settings.offeredMinutes >= 1, 'season.offeredMinutes', 'at least 1');
  const rates = Object.values(mishaps);
  const sum = rates.reduce((total, rate) => total + rate, 0);
  require(rates.every((rate) => rate >= 0) &&
    sum <= 1, 'season.mishaps', 'probabilities that add up to 1 at most');
}

function require(holds: boolean, setting: string, needed: string): void {
  if (!holds) throw new RangeError(`The setting ${setting} must be ${needed}.`);
}
