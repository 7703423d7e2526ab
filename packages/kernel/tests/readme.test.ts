import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { expect, test } from 'vitest';
import * as kernel from '../src/index.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map((match) => match[1] ?? '');

/** Turns `value; // => expected` into a check and the import into names of the kernel. */
function runnable(example: string): string {
  return stripTypeScriptTypes(example)
    .replace(/import \{(.*?)\} from '@winnex\/kernel';/gs, 'const {$1} = kernel;')
    .replace(/^(.+?); \/\/ => (.+)$/gm, 'check($1, $2);');
}

test('there are examples, and all of them claim something', () => {
  expect(examples.length).toBeGreaterThanOrEqual(8);
  for (const example of examples) expect(example).toContain('// => ');
});

test.each(examples.map((example, index) => [index + 1, example]))(
  'example %i',
  (_index, example) => {
    let checks = 0;
    const check = (actual: unknown, expected: unknown) => {
      checks++;
      expect(actual).toEqual(expected);
    };
    new Function('kernel', 'check', runnable(example))(kernel, check);
    expect(checks).toBe(example.split('// => ').length - 1);
  },
);
