import { jurisdictionRules } from './rules.ts';

/** Years at which a resident of `country` may bet: the country's or the setting's, the higher. */
export function minimumAge(country: string, settingYears: number): number {
  return Math.max(jurisdictionRules(country).minimumAge, settingYears);
}

/** No place on Earth is further behind UTC: when a date has begun there, it has begun everywhere. */
const LATEST_ZONE_MS = 12 * 3_600_000;

/**
 * Whether a person born on `dateOfBirth` (`YYYY-MM-DD`) has had that birthday everywhere on Earth.
 * Who was born on 29 February comes of age on 1 March of a common year.
 */
export function hasReachedAge(dateOfBirth: string, years: number, nowMs: number): boolean {
  const today = new Date(nowMs - LATEST_ZONE_MS).toISOString().slice(0, 10);
  const birthYear = Number(dateOfBirth.slice(0, 4));
  // Dates of this form order as text, also the 29 February that a common year lacks.
  return `${birthYear + years}${dateOfBirth.slice(4)}` <= today;
}

/** `YYYY-MM-DD` of a day that exists and on which a living person can have been born. */
export function isBirthDate(text: string, nowMs: number): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const dayMs = Date.parse(`${text}T00:00:00Z`);
  if (!Number.isFinite(dayMs) || new Date(dayMs).toISOString().slice(0, 10) !== text) return false;
  return dayMs <= nowMs && Number(text.slice(0, 4)) > new Date(nowMs).getUTCFullYear() - 125;
}
