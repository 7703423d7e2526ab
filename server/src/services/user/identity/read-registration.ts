import { type RegisterRequest, ServiceRefusal } from '@winnex/contracts';
import { hasReachedAge, isBirthDate, minimumAge } from '../jurisdictions/minimum-age.ts';
import type { RegistrationSettings } from '../settings.ts';
import { isEmail, normaliseEmail } from './email.ts';
import { passwordFault } from './password-rules.ts';

/**
 * The registration in stored form. Throws `registration-refused` that names every field at fault,
 * so that a person corrects them all at once.
 */
export function readRegistration(
  request: RegisterRequest,
  settings: RegistrationSettings,
  nowMs: number,
): RegisterRequest {
  const email = normaliseEmail(request.email);
  const displayName = request.displayName.trim().normalize('NFC');
  const faults: [pointer: string, detail: string | null][] = [
    ['/email', isEmail(email) ? null : 'Write it as name@example.com.'],
    ['/password', passwordFault(request.password, email)],
    ['/displayName', displayNameFault(displayName)],
    ['/dateOfBirth', ageFault(request, settings, nowMs)],
    [
      '/country',
      settings.countries.includes(request.country)
        ? null
        : `We do not take customers from ${request.country}.`,
    ],
    [
      '/currency',
      settings.currencies.includes(request.currency)
        ? null
        : `Choose one of ${settings.currencies.join(', ')}.`,
    ],
  ];
  const errors = faults.flatMap(([pointer, detail]) =>
    detail === null ? [] : [{ pointer, detail }],
  );
  if (errors.length > 0) {
    const summary = errors.map(({ detail }) => detail).join(' ');
    throw new ServiceRefusal('registration-refused', summary, errors);
  }
  return { ...request, email, displayName };
}

function displayNameFault(name: string): string | null {
  if (name === '' || name.length > 60) return 'Use 1 to 60 characters.';
  return /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u.test(name)
    ? 'Leave out control characters.'
    : null;
}

function ageFault(
  { dateOfBirth, country }: RegisterRequest,
  settings: RegistrationSettings,
  nowMs: number,
): string | null {
  if (!isBirthDate(dateOfBirth, nowMs)) return 'Give the date of birth as YYYY-MM-DD.';
  const years = minimumAge(country, settings.minimumAge);
  return hasReachedAge(dateOfBirth, years, nowMs)
    ? null
    : `You must be ${years} or older to register.`;
}
