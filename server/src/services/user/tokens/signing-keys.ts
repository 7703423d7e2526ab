import type { KeyObject } from 'node:crypto';
import type { Pool } from 'pg';
import { transaction } from '../../../platform/database/pool.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Ids } from '../../../platform/ports/ids.ts';
import type { Random } from '../../../platform/ports/random.ts';
import type { Logger } from '../../../platform/telemetry/logger.ts';
import type { TokenSettings } from '../settings.ts';
import { ed25519PrivateKey, ed25519PublicKey, rawPublicKey } from './ed25519.ts';
import { NONCE_BYTES, openSealedKey, sealKey } from './sealed-key.ts';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

export interface SigningKeys {
  /** The key to sign with now: made when there is none yet, or the last one has served its time. */
  current(): Promise<SigningKey>;
  /** The key to check a signature with, or null when no such key was ever made here. */
  publicKey(kid: string): Promise<KeyObject | null>;
}

interface KeyRow {
  readonly kid: string;
  readonly public_key: Buffer;
  readonly private_key: Buffer;
  readonly sealed: boolean;
  readonly created_at: Date;
}

/** An unknown key id makes us look again at most this often, so that made-up ids cost nothing. */
const LOOK_AGAIN_MS = 1_000;

/**
 * Ed25519 keys in `users.signing_key`, shared by every process on that database. A key signs for
 * `keyRotationMs` and verifies for as long again, which is far longer than its tokens live.
 *
 * With `keySecret` the private keys are sealed under it; whoever reads the database then still
 * cannot sign. A key sealed under another secret goes on verifying, and a new one signs.
 */
export function signingKeys(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly logger: Logger;
  readonly settings: Pick<TokenSettings, 'keyRotationMs' | 'keySecret'>;
}): SigningKeys {
  const { pool, clock, ids, random, logger, settings } = deps;
  const publicKeys = new Map<string, KeyObject>();
  let signing: (SigningKey & { readonly untilMs: number }) | undefined;
  let renewing: Promise<SigningKey> | undefined;
  let lookedAtMs = Number.NEGATIVE_INFINITY;

  function privateBytes(row: KeyRow): Buffer | null {
    if (!row.sealed) return row.private_key;
    if (settings.keySecret === null) return null;
    return openSealedKey(row.private_key, settings.keySecret, row.kid);
  }

  /** Takes over the rows, newest first, and the newest that can still sign. */
  function learn(rows: readonly KeyRow[]): void {
    for (const row of rows) {
      if (!publicKeys.has(row.kid)) publicKeys.set(row.kid, ed25519PublicKey(row.public_key));
    }
    for (const row of rows) {
      const untilMs = row.created_at.getTime() + settings.keyRotationMs;
      if (untilMs <= clock.now()) return;
      const seed = privateBytes(row);
      if (seed !== null) {
        signing = { kid: row.kid, privateKey: ed25519PrivateKey(seed), untilMs };
        return;
      }
      logger.warn({ kid: row.kid }, 'a signing key is sealed under another secret; not used');
    }
  }

  async function look(): Promise<void> {
    lookedAtMs = clock.now();
    learn((await pool.query<KeyRow>(SELECT_KEYS)).rows);
  }

  async function renew(): Promise<SigningKey> {
    await transaction(pool, async (client) => {
      await client.query(`select pg_advisory_xact_lock(hashtext('users.signing_key'))`);
      learn((await client.query<KeyRow>(SELECT_KEYS)).rows);
      if (usable() !== undefined) return;
      const row = makeKey();
      await client.query(
        `insert into users.signing_key (kid, public_key, private_key, sealed, created_at)
         values ($1, $2, $3, $4, $5)`,
        [row.kid, row.public_key, row.private_key, row.sealed, row.created_at],
      );
      await client.query(`delete from users.signing_key where created_at < $1`, [
        new Date(clock.now() - 2 * settings.keyRotationMs),
      ]);
      learn([row]);
      logger.info({ kid: row.kid }, 'a new signing key is in use');
    });
    return signing!;
  }

  function makeKey(): KeyRow {
    const kid = ids.next();
    const seed = Buffer.from(random.bytes(32));
    const { keySecret } = settings;
    return {
      kid,
      public_key: rawPublicKey(ed25519PrivateKey(seed)),
      private_key:
        keySecret === null ? seed : sealKey(seed, keySecret, kid, random.bytes(NONCE_BYTES)),
      sealed: keySecret !== null,
      created_at: new Date(clock.now()),
    };
  }

  const usable = () =>
    signing !== undefined && clock.now() < signing.untilMs ? signing : undefined;

  return {
    async current() {
      const known = usable();
      if (known !== undefined) return known;
      renewing ??= renew().finally(() => {
        renewing = undefined;
      });
      return renewing;
    },
    async publicKey(kid) {
      if (!publicKeys.has(kid) && clock.now() - lookedAtMs >= LOOK_AGAIN_MS) await look();
      return publicKeys.get(kid) ?? null;
    },
  };
}

const SELECT_KEYS = `
  select kid, public_key, private_key, sealed, created_at
    from users.signing_key
   order by created_at desc, kid desc`;
