export const PASSWORD_LENGTH_MIN = 10;
export const PASSWORD_LENGTH_MAX = 128;

/** Words people build passwords around; digits and signs before and after do not save them. */
const COMMON_WORDS = new Set(
  (
    'password passwort motdepasse contrasena contraseña senha parola haslo heslo wachtwoord ' +
    'salasana lozinka jelszo adgangskode welcome willkommen bienvenue letmein changeme default ' +
    'secret admin administrator login access master superman batman football soccer baseball ' +
    'basketball hockey cricket dragon monkey princess sunshine iloveyou loveme liverpool arsenal ' +
    'chelsea everton manchester manchesterunited barcelona realmadrid juventus bayern celtic ' +
    'rangers winnex sportsbook betting gambler jackpot qwerty qwertz azerty qwertyuiop passw ' +
    'qwertzuiop azertyuiop ' +
    'asdfghjkl zxcvbnm qazwsx qazwsxedc asdfgh test testing tester guest user hello ' +
    'whatever trustno michael jennifer charlie starwars pokemon internet computer samsung google ' +
    'summer winter spring autumn monday friday january december'
  ).split(' '),
);

/** Keyboard walks and counted digits of the lengths that pass the minimum. */
const RUNS = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  '1qaz2wsx3edc4rfv5tgb6yhn',
  'qazwsxedcrfvtgbyhnujm',
];

/** The form in which a password is hashed: the same key presses on two systems are one password. */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC');
}

/**
 * Why a password is not taken, as a sentence, or null when it is. Length and the list of common
 * ones, no composition rules: NIST SP 800-63B section 5.1.1.2.
 */
export function passwordFault(password: string, email: string): string | null {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH_MIN) {
    return `Use at least ${PASSWORD_LENGTH_MIN} characters; a few words are good.`;
  }
  if (length > PASSWORD_LENGTH_MAX) return `Use at most ${PASSWORD_LENGTH_MAX} characters.`;
  const lower = normalisePassword(password).toLowerCase();
  if (lower === email || lower === email.split('@')[0]) {
    return 'The password must not be your email.';
  }
  if (isCommon(lower)) return 'That password is among the first that are guessed; choose another.';
  return null;
}

function isCommon(lower: string): boolean {
  if (new Set(lower).size <= 3) return true;
  if (RUNS.some((run) => run.includes(lower))) return true;
  const word = lower
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    .replaceAll('0', 'o')
    .replaceAll('1', 'i')
    .replaceAll('3', 'e')
    .replaceAll(/[@4]/g, 'a')
    .replaceAll(/[$5]/g, 's');
  return COMMON_WORDS.has(word) || isRepeated(word);
}

/** `passwordpassword`, `adminadminadmin`. */
function isRepeated(word: string): boolean {
  const unit = /^(.+?)\1+$/u.exec(word)?.[1];
  return unit !== undefined && (unit.length <= 3 || COMMON_WORDS.has(unit));
}
