import { describe, expect, it } from 'vitest';
import { fillTemplate, type NameContext } from './name-template.ts';

const context: NameContext = {
  specifiers: new Map([
    ['total', '2.5'],
    ['hcp', '-0.75'],
    ['goalnr', '2'],
    ['twelfth', '12'],
    ['player', 'sr:player:1'],
    ['nobody', 'sr:player:2'],
    ['zero', '0'],
  ]),
  competitors: ['Fjordby', 'Skovhavn'],
  profile: (id) => (id === 'sr:player:1' ? 'Aksel Holm' : undefined),
};

describe('fillTemplate', () => {
  it.each([
    ['over {total}', 'over 2.5'],
    ['{$competitor1} ({+hcp})', 'Fjordby (-0.75)'],
    ['{$competitor2} ({-hcp})', 'Skovhavn (+0.75)'],
    ['{+zero} {-zero}', '0 0'],
    ['{!goalnr} goal', '2nd goal'],
    ['{!twelfth} corner', '12th corner'],
    ['{!(goalnr+1)} or {(goalnr-1)}', '3rd or 1'],
    ['{%player} to score', 'Aksel Holm to score'],
    ['{%nobody} to score', 'sr:player:2 to score'],
    ['{$event}: {missing} {$server}', 'Fjordby vs Skovhavn: {missing} {$server}'],
    ['draw', 'draw'],
  ])('%s', (template, text) => expect(fillTemplate(template, context)).toBe(text));
});
