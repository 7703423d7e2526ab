import { copyFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility } from './axe.ts';
import { chromiumPath, launchChromium } from './chromium.ts';
import { type Program, startProgram } from './program.ts';

const pictures = fileURLToPath(new URL('../../test-results/', import.meta.url));
/** With WINNEX_TEST_PICTURES=1 the pictures of the README are taken anew. */
const published = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const widths = { phone: 390, tablet: 820, desktop: 1440 } as const;

describe.skipIf(chromiumPath === undefined)('a bettor in the browser', () => {
  let program: Program;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    program = await startProgram(['season.speed=240', 'season.live_tick_ms=1500']);
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: widths.desktop, height: 900 } });
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  }, 30_000);

  const at = (id: string) => page.getByTestId(id);
  const balance = async () => (await at('balance').first().innerText()).replace(/[^0-9.]/g, '');
  const cents = (text: string) => Math.round(Number(text) * 100);

  it('sees live fixtures with prices that move', async () => {
    await page.goto(program.url);
    await at('fixture-row').first().waitFor();
    await page.locator('[data-testid=price-button]:enabled').first().waitFor();
    const prices = () => page.locator('[data-testid=price-button]').allInnerTexts();
    const before = (await prices()).join();
    await expect.poll(async () => (await prices()).join(), { timeout: 20_000 }).not.toBe(before);
  });

  it('signs in and deposits', async () => {
    await at('sign-in-open').first().click();
    await at('email').fill('demo@winnex.example');
    await at('password').fill('demo-bettor-2026');
    await at('sign-in-submit').click();
    await expect.poll(balance).toBe('0.00');
    await page.locator('[data-testid=deposit-open], [data-testid=header-deposit]').first().click();
    await at('deposit-amount').fill('50');
    await at('deposit-submit').click();
    await expect.poll(balance).toBe('50.00');
  });

  it('backs a team that is playing', async () => {
    const live = page.locator('[data-testid=fixture-row]', { hasText: /\d+'|HT|live/i });
    const price = live.locator('[data-testid=price-button]:enabled').first();
    await price.click();
    await at('slip-leg').first().waitFor();
    await page.getByTestId('policy-ANY').first().click({ force: true });
    await at('stake-input').first().fill('5');
    await at('place-bet').first().click();
    // A goal may close the market between the tap and the decision: then the slip offers it again.
    const placed = at('placed');
    const resend = at('resend');
    await placed.or(resend).first().waitFor();
    for (let tries = 0; tries < 20 && !(await placed.isVisible()); tries += 1) {
      await page.waitForTimeout(500);
      if (await resend.first().isEnabled()) await resend.first().click();
    }
    await placed.waitFor();
    await expect.poll(balance).toBe('45.00');
  });

  it('watches the match end and sees the wallet change', async () => {
    await page.goto(`${program.url}/bets`);
    const settled = page.locator('[data-testid=bet-card]').first();
    await settled.waitFor();
    await page.screenshot({ path: `${pictures}/bets.png` });
    await expect
      .poll(
        async () => {
          const cards = page.locator('[data-testid=bet-card]');
          const open = page.locator('[data-testid=bet-card][data-status=ACCEPTED]');
          return (await cards.count()) - (await open.count()) > 0 || (await cards.count()) === 0;
        },
        { timeout: 60_000 },
      )
      .toBe(true);
    const bet = await ownBet(page);
    expect(['SETTLED', 'VOIDED']).toContain(bet.status);
    const paid = Number(bet.payoutMinor ?? '0');
    await expect.poll(async () => cents(await balance()), { timeout: 10_000 }).toBe(4_500 + paid);
    await page.goto(`${program.url}/wallet`);
    await at('statement').waitFor();
    expect(await at('statement').innerText()).toMatch(/stake/i);
  }, 90_000);

  it('reads well at every width, in both themes, and is accessible', async () => {
    await page.goto(program.url);
    const fixture = await youngestLiveFixture(page, program.url);
    const screens = { lobby: '/', fixture: `/fixture/${fixture}`, wallet: '/wallet' };
    for (const [name, path] of Object.entries(screens)) {
      await page.goto(program.url + path);
      await page.waitForTimeout(1_000);
      for (const [size, width] of Object.entries(widths)) {
        await page.setViewportSize({ width, height: size === 'phone' ? 844 : 900 });
        await page.waitForTimeout(250);
        await page.screenshot({ path: `${pictures}/${name}-${size}.png` });
        const root = page.locator('html');
        const wide = await root.evaluate((html) => html.scrollWidth > html.clientWidth);
        expect(wide, `${name} scrolls sideways at ${width}`).toBe(false);
      }
      const violations = await checkAccessibility(page);
      expect(violations, name).toEqual([]);
    }
  }, 90_000);

  it.runIf(process.env.WINNEX_TEST_PICTURES === '1')('has its picture taken', () => {
    mkdirSync(published, { recursive: true });
    copyFileSync(`${pictures}/lobby-desktop.png`, `${published}/lobby.png`);
    copyFileSync(`${pictures}/fixture-phone.png`, `${published}/phone.png`);
  });

  it('logs no error to the console', () => {
    expect(errors).toEqual([]);
  });
});

/** The one that has longest to go: it is still on while its pictures are taken. */
async function youngestLiveFixture(page: Page, url: string): Promise<string> {
  const answer = await page.request.get(`${url}/api/v2/fixtures?status=live`);
  const { fixtures }: { fixtures: { id: string; minute?: number }[] } = await answer.json();
  const [youngest] = fixtures.sort((a, b) => (a.minute ?? 0) - (b.minute ?? 0));
  if (youngest === undefined) throw new Error('no fixture is live');
  return youngest.id;
}

interface OwnBet {
  readonly status: string;
  readonly payoutMinor?: string;
}

/** The newest bet, as the API gives it to the same person. */
async function ownBet(page: Page): Promise<OwnBet> {
  const origin = new URL(page.url()).origin;
  const data = { email: 'demo@winnex.example', password: 'demo-bettor-2026' };
  const session = await (await page.request.post(`${origin}/api/v2/auth/sign-in`, { data })).json();
  const headers = { authorization: `Bearer ${session.accessToken}` };
  const list = await (await page.request.get(`${origin}/api/v2/bets`, { headers })).json();
  return list.bets[0];
}
