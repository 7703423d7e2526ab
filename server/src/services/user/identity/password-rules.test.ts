import { describe, expect, it } from 'vitest';
import { passwordFault } from './password-rules.ts';

const email = 'maria.rossi@example.com';

describe('password rules', () => {
  it.each(['correct horse battery', 'drei Äpfel im Juni', '7-umbrella-kettle', 'ωραία θάλασσα'])(
    'take %j',
    (password) => expect(passwordFault(password, email)).toBeNull(),
  );

  it.each([
    ['short one', /at least 10/],
    ['🐎🐎🐎🐎🐎🐎', /at least 10/],
    ['x'.repeat(129), /at most 128/],
    ['Maria.Rossi@Example.com', /not be your email/],
    ['maria.rossi', /not be your email/],
    ['1234567890', /guessed/],
    ['qwertyuiop', /guessed/],
    ['Password123!', /guessed/],
    ['P@ssw0rd2026', /guessed/],
    ['adminadminadmin', /guessed/],
    ['aaaaaaaaaaaa', /guessed/],
    ['1990199019', /guessed/],
    ['Liverpool1892', /guessed/],
  ])('refuse %j', (password, why) => expect(passwordFault(password, email)).toMatch(why));
});
