import { randomUUID } from 'node:crypto';
import type { Bet } from '@winnex/contracts';
import { expect, test } from 'vitest';
import { register, signIn } from './testing/api-client.ts';
import { nextMarket, singleOn } from './testing/match-bet.ts';
import { runProgram, temporaryFolder } from './testing/program.ts';
import { postgresPid, startBook } from './testing/running-book.ts';

test('every acknowledged bet survives kill -9 while bets are being placed', async () => {
  const dataDir = temporaryFolder();
  const set = ['rate_limit.bet_user_max=100000', 'rate_limit.address_max=100000'];
  const first = await startBook({ dataDir, set });
  const bettor = await register(first.api);
  await bettor.deposit('1000000');
  const market = await nextMarket(first.api, 25_000);
  const request = singleOn(market, 'home', '10');
  const acknowledged = new Map<string, Bet>();
  const unanswered: string[] = [];

  const placing = Array.from({ length: 8 }, async () => {
    for (;;) {
      const key = randomUUID();
      try {
        const { status, body } = await bettor.place(request, key);
        if (status === 201) acknowledged.set(key, body);
      } catch {
        unanswered.push(key);
        return;
      }
      if (acknowledged.size >= 100) first.program.kill('SIGKILL');
    }
  });
  await Promise.all(placing);
  expect((await first.program.ended).signal).toBe('SIGKILL');
  const orphan = postgresPid(dataDir);
  expect(orphan).not.toBeNull();

  const second = await startBook({ dataDir, set });
  expect(second.program.stdout()).toContain('it was still running');
  expect(postgresPid(dataDir)).toBe(orphan);
  const again = await signIn(second.api, bettor.email);
  const accepted = [...acknowledged.values()].filter(({ status }) => status === 'ACCEPTED');
  expect(accepted.length).toBeGreaterThanOrEqual(90);
  for (const [key, bet] of acknowledged) {
    const { status, text } = await again.place(request, key);
    expect([status, JSON.parse(text)]).toEqual([201, bet]);
  }
  // What was not answered is placed once or not at all, and the same key settles which.
  expect(unanswered.length).toBeGreaterThan(0);
  for (const key of unanswered) {
    const [one, two] = [await again.place(request, key), await again.place(request, key)];
    expect([one.status, one.text]).toEqual([201, two.text]);
  }
  await second.stop();
  expect(postgresPid(dataDir)).toBeNull();
  expect(await runProgram(['audit', '--data-dir', dataDir])).toMatchObject({ code: 0, stderr: '' });
}, 60_000);
