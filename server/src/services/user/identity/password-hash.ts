import { hash, parseOptions, verify } from '@node-rs/argon2';
import type { Random } from '../../../platform/ports/random.ts';
import type { PasswordSettings } from '../settings.ts';
import { normalisePassword } from './password-rules.ts';

export interface PasswordHasher {
  /** Argon2id in PHC form, with a salt of its own. */
  hash(password: string): Promise<string>;
  /**
   * Whether the password is the one behind `stored`. Null, for an unknown person, takes as long and
   * is never right.
   */
  verify(stored: string | null, password: string): Promise<boolean>;
  /** True when `stored` was made at another cost than today's. */
  isOutdated(stored: string): boolean;
}

const SALT_BYTES = 16;

export function passwordHasher(settings: PasswordSettings, random: Random): PasswordHasher {
  const cost = {
    memoryCost: settings.memoryKib,
    timeCost: settings.passes,
    parallelism: settings.parallelism,
  };
  const hashPassword = (password: string) =>
    hash(normalisePassword(password), { ...cost, salt: random.bytes(SALT_BYTES) });
  // Made at once, so that the first unknown email does not take longer than the second.
  const decoy = hashPassword('the decoy');
  decoy.catch(() => undefined);

  return {
    hash: hashPassword,
    async verify(stored, password) {
      if (stored !== null) return verify(stored, normalisePassword(password));
      await verify(await decoy, normalisePassword(password));
      return false;
    },
    isOutdated(stored) {
      const made = parseOptions(stored);
      return (
        made.memoryCost !== cost.memoryCost ||
        made.timeCost !== cost.timeCost ||
        made.parallelism !== cost.parallelism
      );
    },
  };
}
