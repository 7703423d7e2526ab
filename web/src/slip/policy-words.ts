import type { OddsPolicy } from '@winnex/contracts';

/** What each answer means at the moment of placing, for the line above the button. */
export const policyWords: Readonly<Record<OddsPolicy, string>> = {
  NONE: 'You are asked before any changed price is taken.',
  BETTER: 'Higher prices are taken without asking.',
  ANY: 'Any price change is taken without asking.',
};

export const policyChoices: readonly { readonly value: OddsPolicy; readonly text: string }[] = [
  { value: 'NONE', text: 'Ask me' },
  { value: 'BETTER', text: 'Take higher' },
  { value: 'ANY', text: 'Take any' },
];
