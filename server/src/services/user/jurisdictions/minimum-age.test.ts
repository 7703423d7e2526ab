import { describe, expect, it } from 'vitest';
import { hasReachedAge, isBirthDate, minimumAge } from './minimum-age.ts';

const at = (text: string) => Date.parse(text);

describe('minimum age', () => {
  it('is the higher of the country and the setting', () => {
    expect(minimumAge('GB', 18)).toBe(18);
    expect(minimumAge('BE', 18)).toBe(21);
    expect(minimumAge('BE', 25)).toBe(25);
    expect(minimumAge('GB', 16)).toBe(18);
  });

  it.each([
    ['2008-06-15', '2026-06-14T23:59:59Z', false],
    ['2008-06-15', '2026-06-15T11:59:59Z', false],
    ['2008-06-15', '2026-06-15T12:00:00Z', true],
    ['2008-02-29', '2026-02-28T23:59:59Z', false],
    ['2008-02-29', '2026-03-01T12:00:00Z', true],
    ['2006-02-28', '2026-01-01T12:00:00Z', true],
  ])('born %s is of age on %s: %s', (born, now, expected) => {
    expect(hasReachedAge(born, 18, at(now))).toBe(expected);
  });

  it.each(['2001-02-29', '2001-13-01', '01-01-2001', '2027-01-01', '1890-01-01', ''])(
    'refuses %j as a date of birth',
    (text) => expect(isBirthDate(text, at('2026-06-15T12:00:00Z'))).toBe(false),
  );

  it('takes a leap day', () => {
    expect(isBirthDate('2000-02-29', at('2026-06-15T12:00:00Z'))).toBe(true);
  });
});
