import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly string[];
}

/** Runs axe-core's WCAG 2.2 A and AA rules on the page as it is. */
export async function checkAccessibility(page: Page): Promise<Violation[]> {
  // Evaluated in the page's world, past its content policy: the page itself loads nothing foreign.
  await page.evaluate(source);
  return page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: AxeApi }).axe;
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await axe.run({ runOnly: { type: 'tag', values: tags } });
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map((node) => node.html.slice(0, 200)),
    }));
  });
}

interface AxeApi {
  run(options: object): Promise<{
    violations: { id: string; help: string; nodes: { html: string }[] }[];
  }>;
}
