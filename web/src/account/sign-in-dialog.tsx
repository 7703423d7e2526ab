import { useEffect, useState } from 'preact/hooks';
import { api, type DemoAccounts } from '../api/endpoints.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Note } from '../ui/note.tsx';
import { closeDialog, openDialog } from '../ui/open-dialog.ts';
import { PasswordField } from './password-field.tsx';
import { signIn } from './session.ts';
import { useSubmit } from './use-submit.ts';

export function SignInDialog() {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { busy, errors, error, submit } = useSubmit(async () => {
    await signIn({ email: email.trim(), password });
    closeDialog();
  });
  return (
    <Dialog title="Sign in" onClose={closeDialog}>
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
          value={email}
          error={errors.email}
          onText={setEmail}
        />
        <PasswordField
          autocomplete="current-password"
          value={password}
          error={errors.password}
          onText={setPassword}
        />
        <button
          type="submit"
          class="button button-main"
          data-testid="sign-in-submit"
          disabled={busy}
        >
          {busy ? 'Signing in…' : 'Sign in'}
        </button>
        <p class="text-center text-sm">
          New here?{' '}
          <button
            type="button"
            class="quiet-link min-h-8"
            onClick={() => {
              openDialog.value = 'register';
            }}
          >
            Open an account
          </button>
        </p>
        <DemoHint
          onChoose={(account) => {
            setEmail(account.email);
            setPassword(account.password);
          }}
        />
      </form>
    </Dialog>
  );
}

type DemoAccount = DemoAccounts['accounts'][number];

/** Accounts to try, where the installation has any. */
function DemoHint(props: { onChoose: (account: DemoAccount) => void }) {
  const [accounts, setAccounts] = useState<readonly DemoAccount[]>([]);
  useEffect(() => {
    void api.demoAccounts().then(
      (demo) => setAccounts(demo.accounts),
      // Most installations have none, and say so with a 404.
      () => undefined,
    );
  }, []);
  if (accounts.length === 0) return null;
  return (
    <div class="rounded-xl bg-raised p-3 text-sm">
      <p class="font-semibold">Demo accounts</p>
      <ul class="mt-1 grid gap-1">
        {accounts.map((account) => (
          <li key={account.email} class="flex items-center justify-between gap-2">
            <span class="min-w-0">
              <span class="block truncate">{account.email}</span>
              <span class="text-muted">{account.role}</span>
            </span>
            <button
              type="button"
              class="button shrink-0 bg-surface"
              aria-label={`Fill in the demo ${account.role}`}
              onClick={() => props.onChoose(account)}
            >
              Fill in
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
