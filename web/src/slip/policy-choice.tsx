import { Segmented } from '../ui/segmented.tsx';
import { oddsPolicy } from '../ui/settings.ts';

/** What happens when a price changes while a bet is on its way. Saved, and protective at first. */
export function PolicyChoice() {
  return (
    <Segmented
      label="If a price changes"
      value={oddsPolicy.value}
      options={[
        { value: 'NONE', text: 'Ask me' },
        { value: 'BETTER', text: 'Take higher' },
        { value: 'ANY', text: 'Take any' },
      ]}
      testId="policy"
      onChange={(policy) => {
        oddsPolicy.value = policy;
      }}
    />
  );
}
