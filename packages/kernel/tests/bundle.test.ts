import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';

const index = fileURLToPath(new URL('../src/index.ts', import.meta.url));

/** What a page needs to show a slip: read prices and stakes, count lines, settle, format. */
const SLIP = `export {
  countLines, formatMoney, formatOdds, parseMoney, parseOdds, relationOf, settle, stakeOf,
} from ${JSON.stringify(index)};`;

async function bundle(source: string): Promise<string> {
  const entry = 'slip-entry';
  const build = await rolldown({
    input: entry,
    platform: 'browser',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? source : null),
      },
    ],
  });
  const { output } = await build.generate({ format: 'esm', minify: true });
  await build.close();
  expect(output).toHaveLength(1);
  expect(output[0].imports).toEqual([]);
  expect(output[0].dynamicImports).toEqual([]);
  return output[0].code;
}

test('what a slip needs is at most 12 KB gzipped and imports nothing', async () => {
  const code = await bundle(SLIP);
  expect(code).not.toMatch(/\bimport\b|\brequire\(/);
  expect(gzipSync(code).length).toBeLessThanOrEqual(12_288);
  const url = `data:text/javascript,${encodeURIComponent(code)}`;
  const { parseOdds, settle } = await import(/* @vite-ignore */ url);
  const stake = { minor: 100n, currency: 'GBP' };
  const legs = [{ odds: parseOdds('4/1'), result: 'won' }];
  expect(settle({ type: 'single', stake, stakePer: 'line', legs }).payoutMinor).toBe(500n);
});
