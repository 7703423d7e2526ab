import { expect, it } from 'vitest';
import { isEmail, normaliseEmail } from './email.ts';

it('reads two writings of one email as one', () => {
  expect(normaliseEmail('  Jose\u0301@Example.COM ')).toBe('jos\u00e9@example.com');
});

it.each([
  'a@b.co',
  "o'brien+bets@mail.example.org",
  'jürgen@bücher.example',
  'a@xn--p1ai.xn--p1ai',
])('takes %s', (email) => expect(isEmail(email)).toBe(true));

it.each([
  '',
  'a',
  'a@b',
  '@b.co',
  'a@@b.co',
  'a@b..co',
  'a@-b.co',
  'a b@c.co',
  'a@1.2.3.4',
  'a\u0000@b.co',
  `${'a'.repeat(65)}@b.co`,
])('refuses %j', (email) => expect(isEmail(email)).toBe(false));
