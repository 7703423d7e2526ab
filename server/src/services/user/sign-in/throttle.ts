import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { ClientBase, Pool } from 'pg';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { SignInSettings } from '../settings.ts';

/** What failures are counted by. `failuresMax` of them bring the first wait. */
export interface ThrottleSubject {
  readonly subject: string;
  readonly failuresMax: number;
}

export interface SignInThrottle {
  /** An email, whether or not anybody has it: both are made to wait alike. */
  email(email: string): ThrottleSubject;
  /** An IPv4 address, or the /64 network of an IPv6 one, which is what one customer line has. */
  address(address: string): ThrottleSubject;
  /**
   * Counts an attempt as failed before its password is looked at, so that a thousand at once are a
   * thousand counted. Returns how long to wait, in ms; 0 when the attempt may go on.
   */
  take(subject: ThrottleSubject): Promise<number>;
  /** Whether the attempt that was just taken used up the last free one. */
  isBlocked(subject: ThrottleSubject): Promise<boolean>;
  /** The person was let in: the email's count is forgotten, the address gets its attempt back. */
  succeed(client: ClientBase, email: ThrottleSubject, address: ThrottleSubject): Promise<void>;
  /** Deletes counts that are too old to matter. */
  forget(): Promise<void>;
}

/** Counts in `users.sign_in_throttle`, which all processes share and no restart clears. */
export function signInThrottle(pool: Pool, clock: Clock, settings: SignInSettings): SignInThrottle {
  const { emailFailuresMax, addressFailuresMax, backOffMs, backOffMsMax, forgetAfterMs } = settings;
  const at = (ms: number) => new Date(ms);

  async function waitMs({ subject }: ThrottleSubject): Promise<number> {
    const { rows } = await pool.query<{ blocked_until: Date | null }>(
      `select blocked_until from users.sign_in_throttle where subject = $1`,
      [subject],
    );
    return Math.max(0, (rows[0]?.blocked_until?.getTime() ?? 0) - clock.now());
  }

  return {
    email: (email) => ({
      subject: `email:${createHash('sha256').update(email).digest('hex')}`,
      failuresMax: emailFailuresMax,
    }),
    address: (address) => ({
      subject: `address:${networkOf(address)}`,
      failuresMax: addressFailuresMax,
    }),

    async take(subject) {
      const nowMs = clock.now();
      // The wait after the n-th failure beyond the last free one is 2^n times the first.
      const { rowCount } = await pool.query(
        `insert into users.sign_in_throttle as t (subject, failures, last_attempt_at, blocked_until)
         values ($1, 1, $2, case when $4 <= 1 then $5::timestamptz end)
         on conflict (subject) do update
           set failures = case when t.last_attempt_at < $3 then 1 else t.failures + 1 end,
               last_attempt_at = $2,
               blocked_until = case
                 when t.last_attempt_at < $3 or t.failures + 1 < $4 then null
                 else $2::timestamptz + make_interval(secs =>
                        least($6::float8 * 2 ^ least(t.failures + 1 - $4, 30), $7::float8) / 1000)
               end
         where t.blocked_until is null or t.blocked_until <= $2`,
        [
          subject.subject,
          at(nowMs),
          at(nowMs - forgetAfterMs),
          subject.failuresMax,
          at(nowMs + backOffMs),
          backOffMs,
          backOffMsMax,
        ],
      );
      return rowCount === 1 ? 0 : Math.max(1, await waitMs(subject));
    },

    isBlocked: async (subject) => (await waitMs(subject)) > 0,

    async succeed(client, email, address) {
      await client.query(`delete from users.sign_in_throttle where subject = $1`, [email.subject]);
      await client.query(
        `update users.sign_in_throttle
            set failures = greatest(failures - 1, 0),
                blocked_until = case when failures - 1 >= $2 then blocked_until end
          where subject = $1`,
        [address.subject, address.failuresMax],
      );
    },

    async forget() {
      await pool.query(
        `delete from users.sign_in_throttle
          where last_attempt_at < $1 and (blocked_until is null or blocked_until < $2)`,
        [at(clock.now() - forgetAfterMs), at(clock.now())],
      );
    },
  };
}

function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address.slice(0, 64);
  const [head = '', tail] = address.split('%')[0]!.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array<string>(Math.max(gap, 0)).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
