import { randomUUID } from 'node:crypto';
import type {
  AuditReport,
  Bet,
  BetList,
  LobbySnapshot,
  Problem,
  Quote,
  ServerMessage,
} from '@winnex/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, register, signIn } from './testing/api-client.ts';
import { eventually } from './testing/eventually.ts';
import { nextMarket, singleOn } from './testing/match-bet.ts';
import { runProgram, temporaryFolder } from './testing/program.ts';
import { postgresPid, type RunningBook, startBook } from './testing/running-book.ts';

const dataDir = temporaryFolder();
let book: RunningBook;
let bettor: Person;

beforeAll(async () => {
  book = await startBook({ dataDir });
  bettor = await register(book.api);
  await bettor.deposit('10000');
});

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a bettor', () => {
  test('deposits once for each key', async () => {
    const key = randomUUID();
    const [first, second] = [await bettor.deposit('500', key), await bettor.deposit('500', key)];
    expect(first.status).toBe(201);
    expect(second.body.id).toBe(first.body.id);
    expect((await bettor.wallet()).cashMinor).toBe('10500');
  });

  test('is quoted what a bet would be', async () => {
    const market = await nextMarket(book.api, 2_000);
    const request = {
      type: 'single',
      legs: [{ marketId: market.id, outcomeId: 'home' }],
      stakeMinor: '1000',
      currency: 'EUR',
    };
    const { status, body } = await book.api.post<Quote>('/api/v2/quotes', request, bettor);
    expect(status).toBe(200);
    expect(body).toMatchObject({ bettable: true, legs: [{ marketId: market.id }], reasons: [] });
    // 10.00 at decimal odds of four decimals, rounded down to the cent.
    const scaled = BigInt(Math.round(Number(body.legs[0]?.odds) * 10_000));
    expect(body.potentialReturnMinor).toBe(String((1_000n * scaled) / 10_000n));
  });

  test('has one bet and the same bytes for fifty posts of one key', async () => {
    const request = singleOn(await nextMarket(book.api, 2_000), 'home', '100');
    const key = randomUUID();
    const before = BigInt((await bettor.wallet()).cashMinor);
    const posts = Array.from({ length: 50 }, () => bettor.place(request, key));
    const answers = [...(await Promise.all(posts)), await bettor.place(request, key)];
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.body.status).toBe('ACCEPTED');
    const { body } = await book.api.get<BetList>('/api/v2/bets', bettor.token);
    expect(body.bets.map((bet) => bet.key)).toEqual([key]);
    expect(BigInt((await bettor.wallet()).cashMinor)).toBe(before - 100n);

    const reused = await bettor.place({ ...request, stakeMinor: '101' }, key);
    expect(reused.status).toBe(422);
    expect(reused.contentType).toMatch(/^application\/problem\+json/);
    expect((reused.body as unknown as Problem).type).toMatch(/idempotency-key-reused$/);
    const byKey = await book.api.get<Bet>(`/api/v2/bets/by-key/${key}`, bettor.token);
    expect(byKey.body.id).toBe(answers[0]?.body.id);
  });

  test('is told the current odds when the price is another', async () => {
    const market = await nextMarket(book.api, 2_000);
    const request = singleOn(market, 'home', '100', { oddsPolicy: 'NONE' });
    const legs = request.legs.map((leg) => ({ ...leg, odds: '999.5' }));
    const { status, body } = await bettor.place({ ...request, legs });
    expect(status).toBe(201);
    expect(body.status).toBe('REJECTED');
    expect(body.rejection).toMatchObject({ code: 'ODDS_CHANGED', leg: 0 });
    expect(Number(body.rejection?.odds)).toBeGreaterThan(1);
    expect(Number(body.rejection?.odds)).toBeLessThan(999);
  });

  test('cannot spend one balance twice', async () => {
    const racer = await register(book.api);
    await racer.deposit('1000');
    const request = singleOn(await nextMarket(book.api, 2_000), 'draw', '700');
    const answers = await Promise.all([racer.place(request), racer.place(request)]);
    const statuses = answers.map(({ body }) => body.status).sort();
    expect(statuses).toEqual(['ACCEPTED', 'REJECTED']);
    const refused = answers.find(({ body }) => body.status === 'REJECTED');
    expect(refused?.body.rejection).toMatchObject({
      code: 'INSUFFICIENT_FUNDS',
      balanceMinor: '300',
    });
  });

  test('sees live odds: a snapshot, then deltas without a gap', async () => {
    const socket = new WebSocket(`${book.url.replace('http', 'ws')}/socket`);
    const messages: ServerMessage[] = [];
    socket.addEventListener('message', ({ data }) => messages.push(JSON.parse(String(data))));
    socket.addEventListener('open', () => {
      socket.send(JSON.stringify({ op: 'subscribe', topics: ['lobby'] }));
    });
    const deltas = () => messages.filter(({ op }) => op === 'delta');
    await eventually('three deltas', async () => deltas().length >= 3 || null);
    socket.close();
    const [first] = messages;
    if (first?.op !== 'snapshot') throw new Error(`first came ${first?.op}`);
    expect((first.data as LobbySnapshot).fixtures.length).toBeGreaterThan(0);
    const sequence = deltas().map((delta) => ('seq' in delta ? delta.seq : -1));
    expect(sequence).toEqual(sequence.map((_, index) => first.seq + 1 + index));
  });

  test('sees a match through: settled, paid, and every cent in the statement', async () => {
    const market = await nextMarket(book.api, 1_000);
    const placed: Bet[] = [];
    for (const outcome of ['home', 'draw', 'away']) {
      placed.push((await bettor.place(singleOn(market, outcome, '1000'))).body);
    }
    expect(placed.map(({ status }) => status)).toEqual(['ACCEPTED', 'ACCEPTED', 'ACCEPTED']);

    // A result may be withdrawn and given again: judged when both looks at the bets agree.
    const { bets, lines, cashMinor } = await eventually('the results', async () => {
      const look = () => Promise.all(placed.map(({ id }) => bettor.bet(id)));
      const bets = await look();
      if (bets.some(({ status }) => status === 'ACCEPTED')) return null;
      const [lines, { cashMinor }] = [await bettor.statement(), await bettor.wallet()];
      const isStill = JSON.stringify(await look()) === JSON.stringify(bets);
      return isStill && lines[0]?.balanceMinor === cashMinor ? { bets, lines, cashMinor } : null;
    });
    for (const bet of bets) {
      const own = lines.filter(({ reference }) => reference === bet.id);
      expect(own.find(({ kind }) => kind === 'stake')?.amountMinor).toBe('-1000');
      const returned = own.filter(({ kind }) => kind !== 'stake');
      expect(sum(returned.map(({ amountMinor }) => amountMinor))).toBe(BigInt(bet.payoutMinor!));
    }
    const results = bets.map(({ status, result }) => (status === 'VOIDED' ? status : result));
    expect([...results].sort()).toEqual(
      results.includes('VOIDED') ? ['VOIDED', 'VOIDED', 'VOIDED'] : ['LOST', 'LOST', 'WON'],
    );
    expect(sum(lines.map(({ amountMinor }) => amountMinor))).toBe(BigInt(cashMinor));
  });
});

const sum = (amounts: readonly string[]): bigint =>
  amounts.reduce((total, amount) => total + BigInt(amount), 0n);

describe('the program', () => {
  test('describes itself and its health', async () => {
    const { api } = book;
    const { body: document } = await api.get<{ openapi: string; paths: object }>('/openapi.json');
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(Object.keys(document.paths)).toContain('/api/v2/bets');
    expect((await api.get('/livez')).status).toBe(200);
    expect((await api.get('/readyz')).body).toEqual({ ready: true, reasons: [] });
    const metrics = await api.get('/metrics');
    expect(metrics.status).toBe(200);
    expect(metrics.text).toMatch(/^winnex_board_fixtures [1-9]/m);
  });

  test('audits its books for the operator alone', async () => {
    const password = 'demo-operator-2026';
    const operator = await signIn(book.api, 'operator@winnex.example', password);
    const route = '/api/v2/operator/audit';
    const report = await book.api.get<AuditReport>(route, operator.token);
    expect(report.status).toBe(200);
    expect(report.body.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.body.ok).toBe(true);
    const refused = await book.api.get<Problem>(route, bettor.token);
    expect(refused.status).toBe(403);
    expect(refused.body.type).toMatch(/forbidden$/);
    expect((await book.api.get(route)).status).toBe(401);
  });

  test('stops on Ctrl-C with its PostgreSQL, and goes on where it was', async () => {
    const request = singleOn(await nextMarket(book.api, 20_000), 'home', '250');
    const { body: bet } = await bettor.place(request);
    expect(bet.status).toBe('ACCEPTED');
    const open = await bettor.statement();
    const postgres = postgresPid(dataDir);
    expect(postgres).not.toBeNull();

    const ended = await book.stop();
    expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(postgresPid(dataDir)).toBeNull();
    expect(isAlive(postgres!)).toBe(false);

    const audit = await runProgram(['audit', '--data-dir', dataDir]);
    expect(audit.stderr).toBe('');
    expect(audit.stdout).toContain('The books hold.');
    expect(audit.code).toBe(0);

    book = await startBook({ dataDir });
    const again = await signIn(book.api, bettor.email);
    expect(await again.bet(bet.id)).toMatchObject({ id: bet.id, stakeMinor: '250' });
    const lines = await again.statement();
    expect(lines.slice(-open.length)).toEqual(open);
  });
});

afterAll(async () => {
  await book?.stop();
});
