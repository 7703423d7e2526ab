import { useState } from 'preact/hooks';
import { Dialog } from '../ui/dialog.tsx';
import { Choice, Field } from '../ui/field.tsx';
import { Note } from '../ui/note.tsx';
import { closeDialog, openDialog } from '../ui/open-dialog.ts';
import { countries, likelyCountry } from './countries.ts';
import { PasswordField } from './password-field.tsx';
import { register } from './session.ts';
import { useSubmit } from './use-submit.ts';

const currencies = 'EUR GBP USD AUD BRL CAD CHF CZK DKK HUF INR JPY KES MXN NGN NOK NZD PLN SEK ZAR'
  .split(' ')
  .map((code) => ({ value: code, text: code }));

const MIN_AGE_YEARS = 18;

export function RegisterDialog() {
  const [form, setForm] = useState({
    email: '',
    password: '',
    displayName: '',
    dateOfBirth: '',
    country: likelyCountry(navigator.languages),
    currency: 'EUR',
  });
  const set = (field: keyof typeof form) => (text: string) => setForm({ ...form, [field]: text });
  const { busy, errors, error, submit } = useSubmit(async () => {
    await register({ ...form, email: form.email.trim(), displayName: form.displayName.trim() });
    closeDialog();
  });
  return (
    <Dialog title="Open an account" onClose={closeDialog}>
      <form class="grid gap-4 p-4" onSubmit={submit} noValidate>
        {error !== null && (
          <Note tone="error" alert>
            {error}
          </Note>
        )}
        <Field
          label="Email"
          name="email"
          type="email"
          autocomplete="username"
          testId="email"
          value={form.email}
          error={errors.email}
          onText={set('email')}
        />
        <PasswordField
          autocomplete="new-password"
          hint="At least 10 characters."
          value={form.password}
          error={errors.password}
          onText={set('password')}
        />
        <Field
          label="Name"
          name="displayName"
          type="text"
          autocomplete="name"
          testId="display-name"
          value={form.displayName}
          error={errors.displayName}
          onText={set('displayName')}
        />
        <Field
          label="Date of birth"
          name="dateOfBirth"
          type="date"
          autocomplete="bday"
          testId="date-of-birth"
          max={latestBirthday(new Date())}
          hint={`You must be ${MIN_AGE_YEARS} or older.`}
          value={form.dateOfBirth}
          error={errors.dateOfBirth}
          onText={set('dateOfBirth')}
        />
        <div class="grid grid-cols-[1fr_7rem] gap-3">
          <Choice
            label="Country"
            name="country"
            value={form.country}
            options={countries()}
            error={errors.country}
            onChoose={set('country')}
          />
          <Choice
            label="Currency"
            name="currency"
            value={form.currency}
            options={currencies}
            error={errors.currency}
            onChoose={set('currency')}
          />
        </div>
        <button
          type="submit"
          class="button button-main"
          data-testid="register-submit"
          disabled={busy}
        >
          {busy ? 'Opening…' : 'Open account'}
        </button>
        <p class="text-center text-sm">
          Already have one?{' '}
          <button
            type="button"
            class="quiet-link min-h-8"
            onClick={() => {
              openDialog.value = 'sign-in';
            }}
          >
            Sign in
          </button>
        </p>
      </form>
    </Dialog>
  );
}

/** The last day on which somebody was born who is of age today, as `2008-11-22`. */
function latestBirthday(today: Date): string {
  const day = new Date(today);
  day.setFullYear(day.getFullYear() - MIN_AGE_YEARS);
  return day.toISOString().slice(0, 10);
}
