/** The form under which an email is stored and looked up: trimmed, NFC, lower case. */
export function normaliseEmail(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}

const LOCAL_PART = /^[^\s@"<>(),:;\\[\]\p{C}]{1,64}$/u;
const DOMAIN_LABEL = /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

/**
 * Whether a normalised email can be delivered to in principle: one `@`, a local part of at most 64
 * characters and a domain of two labels or more (RFC 5321 section 4.5.3.1, RFC 6531). Only a
 * message proves more.
 */
export function isEmail(email: string): boolean {
  const [local = '', domain = '', ...rest] = email.split('@');
  const labels = domain.split('.');
  return (
    email.length <= 254 &&
    rest.length === 0 &&
    LOCAL_PART.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => DOMAIN_LABEL.test(label)) &&
    /^\D/.test(labels.at(-1) ?? '')
  );
}
