import type { OddsFormat } from '@winnex/kernel';
import { PolicyChoice } from '../slip/policy-choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Choice } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { formatPrice } from '../ui/odds-text.ts';
import { closeDialog } from '../ui/open-dialog.ts';
import { Segmented } from '../ui/segmented.tsx';
import { oddsFormat, showMoves, theme } from '../ui/settings.ts';
import { session, signOut } from './session.ts';

const formatNames: Readonly<Record<OddsFormat, string>> = {
  decimal: 'Decimal',
  fractional: 'Fractional',
  american: 'American',
  'hong-kong': 'Hong Kong',
  indonesian: 'Indonesian',
  malay: 'Malay',
};

export function SettingsDialog() {
  const profile = session.value?.profile;
  return (
    <Dialog title="Settings" onClose={closeDialog}>
      <div class="grid gap-5 p-4">
        <Choice
          label="Odds format"
          name="odds-format"
          value={oddsFormat.value}
          options={Object.entries(formatNames).map(([value, text]) => ({
            value,
            text: `${text} (${formatPrice('2.5', value as OddsFormat)})`,
          }))}
          onChoose={(format) => {
            oddsFormat.value = format as OddsFormat;
          }}
        />
        <PolicyChoice />
        <Segmented
          label="Price moves"
          value={showMoves.value}
          options={[
            { value: 'on', text: 'Highlight' },
            { value: 'off', text: 'Keep still' },
          ]}
          onChange={(choice) => {
            showMoves.value = choice;
          }}
        />
        <Segmented
          label="Theme"
          value={theme.value}
          options={[
            { value: 'system', text: 'As system' },
            { value: 'light', text: 'Light' },
            { value: 'dark', text: 'Dark' },
          ]}
          testId="theme"
          onChange={(choice) => {
            theme.value = choice;
          }}
        />
        <a
          class="flex min-h-11 items-center justify-between gap-3 border-line border-t pt-4 font-medium hover:text-accent"
          href="/limits"
          onClick={closeDialog}
        >
          Limits and breaks <Icon name="chevron" size={18} class="text-muted" />
        </a>
        {profile && (
          <div class="flex items-center justify-between gap-3 border-line border-t pt-4">
            <p class="min-w-0 text-sm">
              <span class="block truncate font-semibold">{profile.displayName}</span>
              <span class="block truncate text-muted">{profile.email}</span>
            </p>
            <button
              type="button"
              class="button shrink-0"
              data-testid="sign-out"
              onClick={() => {
                closeDialog();
                void signOut();
              }}
            >
              Sign out
            </button>
          </div>
        )}
      </div>
    </Dialog>
  );
}
