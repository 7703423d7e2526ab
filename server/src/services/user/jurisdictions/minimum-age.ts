/**
 * Countries whose age for betting is above 18. Belgium since 1 September 2024; Greece; in the
 * United States the age differs by state and 21 is the strictest.
 * Sources: vegasslotsonline.com/news/2024/03/07 (Belgium and Greece the two of the EU at 21 for
 * all gambling), casinofunonline.me "legal gambling age worldwide" (21 in most US states). An
 * operator checks its licence's own text.
 */
const ABOVE_EIGHTEEN: Readonly<Record<string, number>> = { BE: 21, GR: 21, US: 21 };

/** Age in years at which a resident of `country` may bet: the country's, or the setting if higher. */
export function minimumAge(country: string, settingYears: number): number {
  return Math.max(ABOVE_EIGHTEEN[country] ?? 18, settingYears);
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
